import { Keyspaces } from '../index';

export = Keyspaces;
