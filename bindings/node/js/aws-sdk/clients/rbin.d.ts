import { Rbin } from '../index';

export = Rbin;
