import { DataExchange } from '../index';

export = DataExchange;
