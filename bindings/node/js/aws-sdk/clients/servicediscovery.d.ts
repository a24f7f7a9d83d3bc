import { ServiceDiscovery } from '../index';

export = ServiceDiscovery;
