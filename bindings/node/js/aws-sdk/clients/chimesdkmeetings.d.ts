import { ChimeSDKMeetings } from '../index';

export = ChimeSDKMeetings;
