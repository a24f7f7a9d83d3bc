import { SageMakerMetrics } from '../index';

export = SageMakerMetrics;
