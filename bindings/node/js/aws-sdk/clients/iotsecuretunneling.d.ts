import { IoTSecureTunneling } from '../index';

export = IoTSecureTunneling;
