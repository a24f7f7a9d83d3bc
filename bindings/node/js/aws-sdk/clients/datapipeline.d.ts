import { DataPipeline } from '../index';

export = DataPipeline;
