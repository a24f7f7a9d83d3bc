import { Drs } from '../index';

export = Drs;
