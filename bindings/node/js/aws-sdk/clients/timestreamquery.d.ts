import { TimestreamQuery } from '../index';

export = TimestreamQuery;
