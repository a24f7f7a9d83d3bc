// Compiled, never run: the same from ESM, and the entries that export nothing.
import 'keyward/register';
import 'keyward/register/aws-sdk';
import AWS from 'aws-sdk';
import { install, KeywardCredentials } from 'keyward/v2';

AWS.config.credentials = new KeywardCredentials({ profile: 'prod' });
export const same: typeof AWS = install(AWS);

// @ts-expect-error There is no such option.
install(AWS, { proflie: 'prod' });
