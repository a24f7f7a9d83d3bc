// What a strict TypeScript program writes; compiled, never run.
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { createCredentialChain, fromEnv } from '@aws-sdk/credential-providers';
import AWS from 'aws-sdk';
import { Vault, clientConfig, configure, fromKeyward, type KeywardIdentity, type VaultEntry } from 'keyward';

configure({ profile: 'prod' });
const provider = fromKeyward({
  masterCredentials: fromKeyward({ profile: 'base' }),
  params: { RoleArn: 'arn:aws:iam::123456789012:role/app' },
});
fromKeyward({ masterCredentials: fromEnv(), params: { RoleArn: 'arn:aws:iam::123456789012:role/app' } });
new S3Client({ credentials: provider });
new S3Client({ credentialDefaultProvider: fromKeyward });
new STSClient({ credentialDefaultProvider: () => fromKeyward() });
new S3Client({ credentials: createCredentialChain(fromEnv(), provider) });
new S3Client(clientConfig());
new STSClient({ ...clientConfig({ profile: 'prod' }), maxAttempts: 5 });
new AWS.S3({ credentials: provider });
AWS.config.credentials = provider;
const identity: KeywardIdentity = await provider();
const expires: Date | undefined = identity.expiration;

const vault = await Vault.open({ home: '/srv/keyward', passphrase: async () => 'words' });
const entries: VaultEntry[] = await vault.list();
await vault.put('prod', { accessKeyId: 'AKIA', secretAccessKey: 'x' }, { replace: true });
new S3Client({ credentials: await vault.get('prod') });
const removed: boolean = await vault.remove('prod');
export { entries, expires, removed };

// @ts-expect-error the constructor is not for programs
new Vault();
// @ts-expect-error a typing mistake
fromKeyward({ proflie: 'p' });
