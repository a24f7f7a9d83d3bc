import { KinesisVideoMedia } from '../index';

export = KinesisVideoMedia;
