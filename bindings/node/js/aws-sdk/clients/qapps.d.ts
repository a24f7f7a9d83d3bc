import { QApps } from '../index';

export = QApps;
