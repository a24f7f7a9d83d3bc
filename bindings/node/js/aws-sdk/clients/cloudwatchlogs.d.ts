import { CloudWatchLogs } from '../index';

export = CloudWatchLogs;
