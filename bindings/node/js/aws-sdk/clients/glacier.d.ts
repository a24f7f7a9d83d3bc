import { Glacier } from '../index';

export = Glacier;
