import { ManagedBlockchainQuery } from '../index';

export = ManagedBlockchainQuery;
