import { Amp } from '../index';

export = Amp;
