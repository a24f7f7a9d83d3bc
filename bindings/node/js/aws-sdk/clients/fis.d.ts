import { Fis } from '../index';

export = Fis;
