import { KMS } from '../index';

export = KMS;
