import { QLDB } from '../index';

export = QLDB;
