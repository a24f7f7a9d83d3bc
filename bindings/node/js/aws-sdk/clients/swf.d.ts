import { SWF } from '../index';

export = SWF;
