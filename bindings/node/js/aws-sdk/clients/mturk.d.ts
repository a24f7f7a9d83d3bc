import { MTurk } from '../index';

export = MTurk;
