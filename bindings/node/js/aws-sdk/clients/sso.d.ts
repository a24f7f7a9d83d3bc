import { SSO } from '../index';

export = SSO;
