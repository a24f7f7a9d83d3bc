import { CloudTrailData } from '../index';

export = CloudTrailData;
