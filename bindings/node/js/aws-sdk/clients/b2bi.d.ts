import { B2bi } from '../index';

export = B2bi;
