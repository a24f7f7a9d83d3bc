import { LexRuntime } from '../index';

export = LexRuntime;
