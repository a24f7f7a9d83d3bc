import { Redshift } from '../index';

export = Redshift;
