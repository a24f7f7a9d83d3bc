import { Glue } from '../index';

export = Glue;
