import { CodeBuild } from '../index';

export = CodeBuild;
