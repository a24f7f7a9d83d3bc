import { RAM } from '../index';

export = RAM;
