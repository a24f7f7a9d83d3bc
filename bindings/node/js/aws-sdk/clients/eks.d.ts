import { EKS } from '../index';

export = EKS;
