import { Discovery } from '../index';

export = Discovery;
