import { KinesisVideoArchivedMedia } from '../index';

export = KinesisVideoArchivedMedia;
