import { OSIS } from '../index';

export = OSIS;
