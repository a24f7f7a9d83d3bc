import { AppConfig } from '../index';

export = AppConfig;
