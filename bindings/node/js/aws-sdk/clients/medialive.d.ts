import { MediaLive } from '../index';

export = MediaLive;
