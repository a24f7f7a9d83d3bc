import { SsmSap } from '../index';

export = SsmSap;
