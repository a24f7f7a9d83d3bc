import { Detective } from '../index';

export = Detective;
