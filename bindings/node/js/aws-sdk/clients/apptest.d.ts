import { AppTest } from '../index';

export = AppTest;
