import { SQS } from '../index';

export = SQS;
