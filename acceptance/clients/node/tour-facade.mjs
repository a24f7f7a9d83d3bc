// The tour's keyward/aws-sdk: SDK v2's interface, so SDK v2's program.
import AWS from 'keyward/aws-sdk';
import { Client as Same } from './tour-v2.mjs';

export class Client extends Same {
  constructor(admin) {
    super(admin, AWS);
  }
}
