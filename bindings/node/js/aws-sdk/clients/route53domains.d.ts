import { Route53Domains } from '../index';

export = Route53Domains;
