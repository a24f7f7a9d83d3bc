import { SageMaker } from '../index';

export = SageMaker;
