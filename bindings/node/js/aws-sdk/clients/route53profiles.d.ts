import { Route53Profiles } from '../index';

export = Route53Profiles;
