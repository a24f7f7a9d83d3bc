import { Neptunedata } from '../index';

export = Neptunedata;
