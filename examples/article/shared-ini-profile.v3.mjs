// A profile of the AWS files, or of the vault.
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { fromKeyward } from 'keyward';

const profile = 'personal';
const credentials = fromKeyward({ profile });
const s3 = new S3Client({ region: 'us-east-1', credentials });

const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
const { accessKeyId } = await credentials();
console.log(`${profile} uses ${accessKeyId}`);
console.log(Buckets.map(({ Name }) => Name).join(', '));
