import { ManagedBlockchain } from '../index';

export = ManagedBlockchain;
