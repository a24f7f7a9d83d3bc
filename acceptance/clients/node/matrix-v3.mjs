// SDK for JavaScript v3 in the matrix.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loop } from './matrix-loop.mjs';

await loop(async (profile) => {
  const credentials = await fromNodeProviderChain({ profile, ignoreCache: true })();
  const sts = new STSClient({ credentials, region: 'us-east-1', endpoint: process.env.AWS_ENDPOINT_URL });
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
});
