import { MQ } from '../index';

export = MQ;
