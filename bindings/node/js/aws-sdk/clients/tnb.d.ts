import { Tnb } from '../index';

export = Tnb;
