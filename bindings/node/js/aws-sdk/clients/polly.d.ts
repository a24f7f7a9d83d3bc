import { Polly } from '../index';

export = Polly;
