import { DataZone } from '../index';

export = DataZone;
