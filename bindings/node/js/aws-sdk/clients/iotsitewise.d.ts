import { IoTSiteWise } from '../index';

export = IoTSiteWise;
