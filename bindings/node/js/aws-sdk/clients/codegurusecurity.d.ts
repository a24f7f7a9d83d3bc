import { CodeGuruSecurity } from '../index';

export = CodeGuruSecurity;
