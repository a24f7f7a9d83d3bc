import { Resiliencehub } from '../index';

export = Resiliencehub;
