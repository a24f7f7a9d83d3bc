import { DeviceFarm } from '../index';

export = DeviceFarm;
