import { IoTAnalytics } from '../index';

export = IoTAnalytics;
