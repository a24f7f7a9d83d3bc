import { IVS } from '../index';

export = IVS;
