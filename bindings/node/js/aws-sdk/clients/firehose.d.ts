import { Firehose } from '../index';

export = Firehose;
