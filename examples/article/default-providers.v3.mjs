// The default providers: the vault where there is one, else what the SDK's own chain would find.
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { fromKeyward } from 'keyward';

const s3 = new S3Client({ region: 'us-east-1', credentials: fromKeyward() });
const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
for (const { Name } of Buckets) console.log(Name);
