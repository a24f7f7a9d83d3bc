// SDK for JavaScript v3 as a guest of an identity pool: `v3-cognito.mjs POOL-ID`.
import { STSClient } from '@aws-sdk/client-sts';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers';
import { whoami } from './whoami.mjs';

const [identityPoolId] = process.argv.slice(2);
const clientConfig = { region: 'us-east-1', endpoint: process.env.AWS_ENDPOINT_URL };
const credentials = fromCognitoIdentityPool({ identityPoolId, clientConfig });
await whoami('v3', () => new STSClient({ region: 'us-east-1', credentials }));
