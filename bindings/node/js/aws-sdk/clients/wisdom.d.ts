import { Wisdom } from '../index';

export = Wisdom;
