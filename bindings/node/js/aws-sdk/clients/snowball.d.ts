import { Snowball } from '../index';

export = Snowball;
