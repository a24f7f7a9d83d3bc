// A session with MFA, by the code that the device shows now:
//
//   node mfa-session.v3.mjs 123456
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { fromKeyward } from 'keyward';

const [code] = process.argv.slice(2);
const region = 'us-east-1';

// Without MFA this user may ask for a session, and for nothing else.
await new S3Client({ region, credentials: fromKeyward() })
  .send(new ListBucketsCommand({}))
  .catch((error) => console.log(`without MFA: ${error.name}`));

const credentials = fromKeyward({
  mfaSerial: 'arn:aws:iam::123456789012:mfa/operator',
  mfaCodeProvider: () => code,
});
const { Buckets = [] } = await new S3Client({ region, credentials }).send(new ListBucketsCommand({}));
console.log(`with MFA: ${Buckets.length} bucket(s)`);
