import { SSOAdmin } from '../index';

export = SSOAdmin;
