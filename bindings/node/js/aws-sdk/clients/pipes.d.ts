import { Pipes } from '../index';

export = Pipes;
