import { NetworkManager } from '../index';

export = NetworkManager;
