import { Pinpoint } from '../index';

export = Pinpoint;
