import { Route53 } from '../index';

export = Route53;
