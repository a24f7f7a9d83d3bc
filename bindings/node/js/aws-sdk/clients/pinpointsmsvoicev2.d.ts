import { PinpointSMSVoiceV2 } from '../index';

export = PinpointSMSVoiceV2;
