import { SNS } from '../index';

export = SNS;
