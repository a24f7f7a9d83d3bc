import { Inspector } from '../index';

export = Inspector;
