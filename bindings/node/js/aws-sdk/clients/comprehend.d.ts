import { Comprehend } from '../index';

export = Comprehend;
