import { SSM } from '../index';

export = SSM;
