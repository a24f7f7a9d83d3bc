import { Personalize } from '../index';

export = Personalize;
