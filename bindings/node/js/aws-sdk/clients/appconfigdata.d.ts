import { AppConfigData } from '../index';

export = AppConfigData;
