import { CostExplorer } from '../index';

export = CostExplorer;
