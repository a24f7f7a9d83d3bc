import { TimestreamWrite } from '../index';

export = TimestreamWrite;
