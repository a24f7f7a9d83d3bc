import { CloudFormation } from '../index';

export = CloudFormation;
