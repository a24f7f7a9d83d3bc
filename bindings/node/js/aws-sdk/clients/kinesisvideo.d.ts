import { KinesisVideo } from '../index';

export = KinesisVideo;
