import { Appflow } from '../index';

export = Appflow;
