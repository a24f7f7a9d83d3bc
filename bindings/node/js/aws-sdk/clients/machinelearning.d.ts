import { MachineLearning } from '../index';

export = MachineLearning;
