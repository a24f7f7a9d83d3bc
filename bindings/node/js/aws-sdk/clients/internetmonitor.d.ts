import { InternetMonitor } from '../index';

export = InternetMonitor;
