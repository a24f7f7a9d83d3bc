import { EFS } from '../index';

export = EFS;
