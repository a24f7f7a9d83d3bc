import { ACMPCA } from '../index';

export = ACMPCA;
