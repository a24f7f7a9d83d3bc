import { SnowDeviceManagement } from '../index';

export = SnowDeviceManagement;
