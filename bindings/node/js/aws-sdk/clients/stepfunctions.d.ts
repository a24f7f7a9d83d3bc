import { StepFunctions } from '../index';

export = StepFunctions;
