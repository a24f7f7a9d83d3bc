import { BedrockAgentRuntime } from '../index';

export = BedrockAgentRuntime;
