import { BCMDataExports } from '../index';

export = BCMDataExports;
