import { SMS } from '../index';

export = SMS;
