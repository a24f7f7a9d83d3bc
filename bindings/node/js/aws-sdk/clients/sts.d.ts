import { STS } from '../index';

export = STS;
