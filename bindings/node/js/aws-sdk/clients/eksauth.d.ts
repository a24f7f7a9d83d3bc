import { EKSAuth } from '../index';

export = EKSAuth;
