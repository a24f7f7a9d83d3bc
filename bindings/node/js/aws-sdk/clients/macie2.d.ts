import { Macie2 } from '../index';

export = Macie2;
