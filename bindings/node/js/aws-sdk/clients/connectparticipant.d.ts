import { ConnectParticipant } from '../index';

export = ConnectParticipant;
