import { IAM } from '../index';

export = IAM;
