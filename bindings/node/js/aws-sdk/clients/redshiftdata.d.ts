import { RedshiftData } from '../index';

export = RedshiftData;
