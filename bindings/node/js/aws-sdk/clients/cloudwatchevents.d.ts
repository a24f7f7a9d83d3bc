import { CloudWatchEvents } from '../index';

export = CloudWatchEvents;
