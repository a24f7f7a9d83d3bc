import { DynamoDBStreams } from '../index';

export = DynamoDBStreams;
