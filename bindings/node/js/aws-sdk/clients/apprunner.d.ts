import { AppRunner } from '../index';

export = AppRunner;
