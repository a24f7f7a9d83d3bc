import { SES } from '../index';

export = SES;
