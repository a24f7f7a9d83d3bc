import { PCS } from '../index';

export = PCS;
