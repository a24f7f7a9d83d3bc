import { SecurityHub } from '../index';

export = SecurityHub;
