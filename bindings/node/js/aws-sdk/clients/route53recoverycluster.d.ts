import { Route53RecoveryCluster } from '../index';

export = Route53RecoveryCluster;
