import { Braket } from '../index';

export = Braket;
