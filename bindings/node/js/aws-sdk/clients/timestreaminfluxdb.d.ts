import { TimestreamInfluxDB } from '../index';

export = TimestreamInfluxDB;
