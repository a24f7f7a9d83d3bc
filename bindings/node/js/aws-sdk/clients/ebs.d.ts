import { EBS } from '../index';

export = EBS;
