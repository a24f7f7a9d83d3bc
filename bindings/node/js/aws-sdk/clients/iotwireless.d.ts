import { IoTWireless } from '../index';

export = IoTWireless;
