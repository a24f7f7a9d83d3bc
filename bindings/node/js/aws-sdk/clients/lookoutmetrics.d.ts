import { LookoutMetrics } from '../index';

export = LookoutMetrics;
