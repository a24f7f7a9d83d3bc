// SDK for JavaScript v3, a client of one profile.
import { STSClient } from '@aws-sdk/client-sts';
import { whoami } from './whoami.mjs';

await whoami('v3-profile', () => new STSClient({ profile: process.argv[2] }));
