import { IoTFleetWise } from '../index';

export = IoTFleetWise;
