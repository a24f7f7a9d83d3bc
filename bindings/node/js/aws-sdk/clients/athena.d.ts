import { Athena } from '../index';

export = Athena;
