// Objects are put, listed, read and deleted.
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { fromKeyward } from 'keyward';

const s3 = new S3Client({ region: 'us-east-1', credentials: fromKeyward() });
const Bucket = 'article-bucket';

const json = { Bucket, Key: 'report.json', Body: JSON.stringify({ total: 3 }) };
await s3.send(new PutObjectCommand(json));
const bytes = { Bucket, Key: 'report.bin', Body: Buffer.from([1, 2, 3]), Metadata: { origin: 'article' } };
await s3.send(new PutObjectCommand(bytes));

const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'report' }));
for (const { Key, Size } of Contents) console.log(`${Key} has ${Size} bytes`);

const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'report.json' }));
console.log(`the total is ${JSON.parse(await Body.transformToString()).total}`);

const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'report.bin' }));
console.log(`it comes from the ${Metadata.origin}`);

const Objects = Contents.map(({ Key }) => ({ Key }));
const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
console.log(`deleted ${Deleted.length}`);
