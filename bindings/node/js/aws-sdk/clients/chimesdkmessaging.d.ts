import { ChimeSDKMessaging } from '../index';

export = ChimeSDKMessaging;
