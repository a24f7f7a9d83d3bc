import { LexRuntimeV2 } from '../index';

export = LexRuntimeV2;
