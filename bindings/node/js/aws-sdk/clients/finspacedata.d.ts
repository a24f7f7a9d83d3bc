import { Finspacedata } from '../index';

export = Finspacedata;
