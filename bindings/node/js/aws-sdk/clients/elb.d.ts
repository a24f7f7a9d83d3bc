import { ELB } from '../index';

export = ELB;
