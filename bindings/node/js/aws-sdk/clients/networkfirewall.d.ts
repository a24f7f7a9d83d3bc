import { NetworkFirewall } from '../index';

export = NetworkFirewall;
