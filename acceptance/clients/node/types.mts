// Compiled, never run: what a strict TypeScript program writes must fit the SDK's own types.
import { S3Client } from '@aws-sdk/client-s3';
import { createCredentialChain, fromEnv } from '@aws-sdk/credential-providers';
import { KeywardError, explain, fromKeyward, type KeywardIdentity } from 'keyward';

export const byDefault = new S3Client({ credentials: fromKeyward() });
export const ofOneProfile = new S3Client({ region: 'us-east-1', credentials: fromKeyward({ profile: 'app' }) });
export const inAChain = new S3Client({ credentials: createCredentialChain(fromEnv(), fromKeyward()) });

export async function expiry(): Promise<Date | undefined> {
  const { expiration } = await fromKeyward({ profile: 'app' })();
  return expiration;
}

// Parts of an explanation, and an error as it is caught and as a test makes one.
export const base: Promise<string> = explain({ profile: 'app' }).then(({ plan }) => plan?.base.source ?? 'none');
export const caught = (error: unknown): string | undefined =>
  error instanceof KeywardError ? `${error.name} ${error.code} ${error.tryNextLink} ${error.awsCode}` : undefined;
export const made = new KeywardError({ code: 'no_credentials', message: 'none', hint: 'add one' });
export const fake = async (): Promise<KeywardIdentity> => ({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: '' });
export const elsewhere = fromKeyward({ clientConfig: { region: async () => 'eu-west-1' } });

// @ts-expect-error An error is made of its parts, as at run time.
new KeywardError('no credentials');
// @ts-expect-error STS's endpoint comes from the profile or the environment.
fromKeyward({ clientConfig: { endpoint: 'http://127.0.0.1:4566' } });
// @ts-expect-error A profile is a name.
fromKeyward({ profile: 1 });
