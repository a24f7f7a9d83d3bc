import { CloudTrail } from '../index';

export = CloudTrail;
