import { CodeGuruProfiler } from '../index';

export = CodeGuruProfiler;
