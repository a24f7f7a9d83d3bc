import { DAX } from '../index';

export = DAX;
