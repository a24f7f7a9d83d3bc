import { WorkSpaces } from '../index';

export = WorkSpaces;
