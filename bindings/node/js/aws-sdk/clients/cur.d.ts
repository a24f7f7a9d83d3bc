import { CUR } from '../index';

export = CUR;
