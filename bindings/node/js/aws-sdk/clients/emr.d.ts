import { EMR } from '../index';

export = EMR;
