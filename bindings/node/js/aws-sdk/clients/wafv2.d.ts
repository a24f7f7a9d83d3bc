import { WAFV2 } from '../index';

export = WAFV2;
