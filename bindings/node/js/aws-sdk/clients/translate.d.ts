import { Translate } from '../index';

export = Translate;
