import { Batch } from '../index';

export = Batch;
