import { SavingsPlans } from '../index';

export = SavingsPlans;
