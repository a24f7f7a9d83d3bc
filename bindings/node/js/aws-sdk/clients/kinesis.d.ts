import { Kinesis } from '../index';

export = Kinesis;
