import { GlobalAccelerator } from '../index';

export = GlobalAccelerator;
