import { CodeCommit } from '../index';

export = CodeCommit;
