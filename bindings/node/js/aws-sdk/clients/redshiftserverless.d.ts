import { RedshiftServerless } from '../index';

export = RedshiftServerless;
