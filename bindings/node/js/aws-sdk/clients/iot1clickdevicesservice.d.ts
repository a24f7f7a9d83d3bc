import { IoT1ClickDevicesService } from '../index';

export = IoT1ClickDevicesService;
