import { IoTTwinMaker } from '../index';

export = IoTTwinMaker;
