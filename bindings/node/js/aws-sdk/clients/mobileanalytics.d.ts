import { MobileAnalytics } from '../index';

export = MobileAnalytics;
