import { KinesisVideoSignalingChannels } from '../index';

export = KinesisVideoSignalingChannels;
