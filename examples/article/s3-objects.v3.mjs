// An object is put and read.
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fromKeyward } from 'keyward';

const s3 = new S3Client({ region: 'us-east-1', credentials: fromKeyward() });
const Bucket = 'article-bucket';
const Key = 'notes/hello world.txt';

const Body = 'Hello from Node.js';
const put = await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain' }));
console.log(`put ${Key}, ETag ${put.ETag}`);

const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
const text = await got.Body.transformToString('utf-8');
console.log(`got ${got.ContentLength} bytes of ${got.ContentType}: ${text}`);

try {
  await s3.send(new GetObjectCommand({ Bucket, Key: 'no such key' }));
} catch (error) {
  console.log(`and nothing where nothing is: ${error.name} (${error.$metadata.httpStatusCode})`);
}
