import { Organizations } from '../index';

export = Organizations;
