import { ApplicationCostProfiler } from '../index';

export = ApplicationCostProfiler;
