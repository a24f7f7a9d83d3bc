import { PrivateNetworks } from '../index';

export = PrivateNetworks;
