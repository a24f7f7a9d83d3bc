import { AugmentedAIRuntime } from '../index';

export = AugmentedAIRuntime;
