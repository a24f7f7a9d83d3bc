import { Mgn } from '../index';

export = Mgn;
