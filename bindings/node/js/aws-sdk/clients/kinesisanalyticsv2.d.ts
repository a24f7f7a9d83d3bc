import { KinesisAnalyticsV2 } from '../index';

export = KinesisAnalyticsV2;
