// Compiled, never run: keyward/v2 as a strict TypeScript program uses it beside the SDK's own types.
import AWS = require('aws-sdk');
import S3 = require('aws-sdk/clients/s3');
import { credentialsFor, install, KeywardCredentials } from 'keyward/v2';

AWS.config.credentials = new KeywardCredentials({ profile: 'prod', tokenCodeFn: (_serial, callback) => callback(null, '123456') });
export const s3 = new S3({ credentials: new KeywardCredentials() });
export const chain = new AWS.CredentialProviderChain([() => new KeywardCredentials({ profile: 'prod' })]);
export const left: Date = new KeywardCredentials().expireTime;
class Mine extends KeywardCredentials {
  override refresh(callback: (error?: AWS.AWSError) => void): void {
    super.refresh(callback);
  }
}
export const mine: AWS.Credentials = new Mine();
export const theirs: AWS.Credentials = new (credentialsFor(AWS))();
export const same: typeof AWS = install(AWS, { profile: 'prod' });

// @ts-expect-error A profile is a name.
new KeywardCredentials({ profile: 1 });
