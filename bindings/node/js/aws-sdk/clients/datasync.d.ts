import { DataSync } from '../index';

export = DataSync;
