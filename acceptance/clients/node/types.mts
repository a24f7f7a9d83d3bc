// Compiled, never run: what a strict TypeScript program writes must fit the SDK's own types.
import { S3Client } from '@aws-sdk/client-s3';
import { createCredentialChain, fromEnv } from '@aws-sdk/credential-providers';
import { fromKeyward } from 'keyward';

export const byDefault = new S3Client({ credentials: fromKeyward() });
export const ofOneProfile = new S3Client({ region: 'us-east-1', credentials: fromKeyward({ profile: 'app' }) });
export const inAChain = new S3Client({ credentials: createCredentialChain(fromEnv(), fromKeyward()) });

export async function expiry(): Promise<Date | undefined> {
  const { expiration } = await fromKeyward({ profile: 'app' })();
  return expiration;
}

// @ts-expect-error A profile is a name.
fromKeyward({ profile: 1 });
