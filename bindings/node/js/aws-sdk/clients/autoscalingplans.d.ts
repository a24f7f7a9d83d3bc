import { AutoScalingPlans } from '../index';

export = AutoScalingPlans;
