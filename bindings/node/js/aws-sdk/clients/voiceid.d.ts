import { VoiceID } from '../index';

export = VoiceID;
