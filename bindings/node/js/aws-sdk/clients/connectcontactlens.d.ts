import { ConnectContactLens } from '../index';

export = ConnectContactLens;
