import { IotDeviceAdvisor } from '../index';

export = IotDeviceAdvisor;
