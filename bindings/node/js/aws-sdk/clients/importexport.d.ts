import { ImportExport } from '../index';

export = ImportExport;
