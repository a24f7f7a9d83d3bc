import { DynamoDB } from '../index';

export = DynamoDB;
