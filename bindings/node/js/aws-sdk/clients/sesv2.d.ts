import { SESV2 } from '../index';

export = SESV2;
