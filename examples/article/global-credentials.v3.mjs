// SDK v3 has no global configuration: one provider, given to each client.
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromKeyward } from 'keyward';

const config = { region: 'us-east-1', credentials: fromKeyward({ profile: 'reports' }) };

const [{ Arn }, { Buckets = [] }] = await Promise.all([
  new STSClient(config).send(new GetCallerIdentityCommand({})),
  new S3Client(config).send(new ListBucketsCommand({})),
]);
console.log(`everything is done by ${Arn}`);
console.log(`it sees ${Buckets.length} bucket(s)`);
