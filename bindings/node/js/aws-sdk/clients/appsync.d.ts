import { AppSync } from '../index';

export = AppSync;
