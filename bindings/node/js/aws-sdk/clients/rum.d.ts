import { RUM } from '../index';

export = RUM;
