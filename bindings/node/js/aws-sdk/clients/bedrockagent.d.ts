import { BedrockAgent } from '../index';

export = BedrockAgent;
