import { WorkDocs } from '../index';

export = WorkDocs;
