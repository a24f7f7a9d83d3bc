import { Route53Resolver } from '../index';

export = Route53Resolver;
