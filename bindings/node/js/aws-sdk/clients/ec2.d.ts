import { EC2 } from '../index';

export = EC2;
