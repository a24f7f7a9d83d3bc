import { IoTEvents } from '../index';

export = IoTEvents;
