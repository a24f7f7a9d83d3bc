// SDK for JavaScript v3, the profile's files and nothing else.
import { STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import { whoami } from './whoami.mjs';

await whoami('v3-from-ini', () => new STSClient({ credentials: fromIni({ profile: process.argv[2] }) }));
