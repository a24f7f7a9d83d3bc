import { IotData } from '../index';

export = IotData;
