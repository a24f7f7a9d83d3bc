import { Nimble } from '../index';

export = Nimble;
