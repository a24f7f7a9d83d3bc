import { Route53RecoveryReadiness } from '../index';

export = Route53RecoveryReadiness;
