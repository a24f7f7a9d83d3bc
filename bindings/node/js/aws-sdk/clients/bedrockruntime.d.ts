import { BedrockRuntime } from '../index';

export = BedrockRuntime;
