import { Budgets } from '../index';

export = Budgets;
