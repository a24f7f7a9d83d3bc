import { KinesisAnalytics } from '../index';

export = KinesisAnalytics;
