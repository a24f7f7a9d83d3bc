import { Shield } from '../index';

export = Shield;
