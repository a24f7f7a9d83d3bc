import { Route53RecoveryControlConfig } from '../index';

export = Route53RecoveryControlConfig;
