import { IoTFleetHub } from '../index';

export = IoTFleetHub;
