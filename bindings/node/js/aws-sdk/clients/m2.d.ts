import { M2 } from '../index';

export = M2;
