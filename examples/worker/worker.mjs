// A worker that runs for months: it writes a heartbeat and counts what is there. Its sessions end and are renewed
// behind its back, also one that AWS ends before its time; nothing here knows of them.
//
//   BUCKET=my-bucket INTERVAL=1000 node worker.mjs
//
// npm i keyward @aws-sdk/client-s3
import { setTimeout as pause } from 'node:timers/promises';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from 'keyward';

const { BUCKET, INTERVAL = '1000' } = process.env;
if (!BUCKET) throw new Error('name a bucket in BUCKET');

const s3 = new S3Client(clientConfig({ profile: 'app' }));
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

async function beat(number) {
  const Body = JSON.stringify({ number, at: new Date() });
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'worker/heartbeat.json', Body }));
  const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'worker/' }));
  console.log(JSON.stringify({ number, objects: KeyCount }));
}

for (let number = 1; !stop.signal.aborted; number += 1) {
  await beat(number);
  await pause(Number(INTERVAL), undefined, { signal: stop.signal }).catch(() => {});
}
