import { ES } from '../index';

export = ES;
