import { KinesisVideoWebRTCStorage } from '../index';

export = KinesisVideoWebRTCStorage;
