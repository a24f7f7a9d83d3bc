import { SupplyChain } from '../index';

export = SupplyChain;
