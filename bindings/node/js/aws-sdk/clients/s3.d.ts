import { S3 } from '../index';

export = S3;
