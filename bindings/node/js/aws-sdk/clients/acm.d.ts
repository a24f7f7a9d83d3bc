import { ACM } from '../index';

export = ACM;
