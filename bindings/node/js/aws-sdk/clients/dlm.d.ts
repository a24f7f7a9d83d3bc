import { DLM } from '../index';

export = DLM;
