import { PinpointSMSVoice } from '../index';

export = PinpointSMSVoice;
