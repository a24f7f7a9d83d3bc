import { PI } from '../index';

export = PI;
