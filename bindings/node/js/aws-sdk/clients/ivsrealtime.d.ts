import { IVSRealTime } from '../index';

export = IVSRealTime;
