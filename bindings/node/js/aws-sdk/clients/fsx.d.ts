import { FSx } from '../index';

export = FSx;
