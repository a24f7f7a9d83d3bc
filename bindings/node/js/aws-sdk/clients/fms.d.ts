import { FMS } from '../index';

export = FMS;
