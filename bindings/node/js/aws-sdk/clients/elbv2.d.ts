import { ELBv2 } from '../index';

export = ELBv2;
