import { EC2InstanceConnect } from '../index';

export = EC2InstanceConnect;
