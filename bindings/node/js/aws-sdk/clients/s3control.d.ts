import { S3Control } from '../index';

export = S3Control;
