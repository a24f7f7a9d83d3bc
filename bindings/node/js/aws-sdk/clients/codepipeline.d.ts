import { CodePipeline } from '../index';

export = CodePipeline;
