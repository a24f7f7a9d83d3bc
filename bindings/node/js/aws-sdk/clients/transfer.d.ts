import { Transfer } from '../index';

export = Transfer;
