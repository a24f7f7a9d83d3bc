import { IdentityStore } from '../index';

export = IdentityStore;
