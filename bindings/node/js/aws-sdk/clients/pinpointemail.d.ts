import { PinpointEmail } from '../index';

export = PinpointEmail;
