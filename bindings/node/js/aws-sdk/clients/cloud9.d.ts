import { Cloud9 } from '../index';

export = Cloud9;
