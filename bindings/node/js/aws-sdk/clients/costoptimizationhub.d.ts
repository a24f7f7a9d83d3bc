import { CostOptimizationHub } from '../index';

export = CostOptimizationHub;
