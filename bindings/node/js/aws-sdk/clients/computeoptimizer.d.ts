import { ComputeOptimizer } from '../index';

export = ComputeOptimizer;
