import { ChimeSDKVoice } from '../index';

export = ChimeSDKVoice;
