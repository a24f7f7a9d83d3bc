import { CloudWatch } from '../index';

export = CloudWatch;
