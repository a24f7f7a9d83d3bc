import { Kendra } from '../index';

export = Kendra;
