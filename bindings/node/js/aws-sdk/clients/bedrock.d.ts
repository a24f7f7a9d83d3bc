import { Bedrock } from '../index';

export = Bedrock;
