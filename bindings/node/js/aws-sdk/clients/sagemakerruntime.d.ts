import { SageMakerRuntime } from '../index';

export = SageMakerRuntime;
