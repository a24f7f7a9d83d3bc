import { WAF } from '../index';

export = WAF;
