// SDK for JavaScript v3, its default chain.
import { STSClient } from '@aws-sdk/client-sts';
import { whoami } from './whoami.mjs';

await whoami('v3-default', () => new STSClient({}));
