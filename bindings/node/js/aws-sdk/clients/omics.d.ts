import { Omics } from '../index';

export = Omics;
