import { Signer } from '../index';

export = Signer;
