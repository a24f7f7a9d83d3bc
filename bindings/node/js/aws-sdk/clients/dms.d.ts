import { DMS } from '../index';

export = DMS;
