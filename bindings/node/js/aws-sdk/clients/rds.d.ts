import { RDS } from '../index';

export = RDS;
