import { NetworkMonitor } from '../index';

export = NetworkMonitor;
