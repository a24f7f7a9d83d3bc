'use strict';

// GetObject of 1 KiB, sixteen at a time, for some seconds; prints what it came to as one JSON line.
// Arguments: `fill`, or the client, and the seconds that count.

const http = require('node:http');

const [, , kind, seconds] = process.argv;
const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region } = process.env;
const credentials = { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY };
const Bucket = 'bench-node';
const KEYS = 2000;
const AT_ONCE = 16;
const WARM_UP_MS = 1500;

/** The same handler, sockets, checksums and retries for every client of v3. */
const v3 = (more) => {
  const { GetObjectCommand, S3Client } = require('@aws-sdk/client-s3');
  const s3 = new S3Client({
    ...more,
    endpoint,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { httpAgent: new http.Agent({ keepAlive: true, maxSockets: AT_ONCE }) },
  });
  return async (Key) => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body.transformToByteArray();
};

const v2 = (AWS, more) => {
  const s3 = new AWS.S3({ endpoint, region, credentials, s3ForcePathStyle: true, signatureVersion: 'v4', maxRetries: 0, ...more });
  return async (Key) => (await s3.getObject({ Bucket, Key }).promise()).Body;
};

const CLIENTS = {
  v3: () => v3({ credentials }),
  clientConfig: () => v3(require('keyward').clientConfig()),
  v2: () => v2(require('aws-sdk')),
  'v2-keep-alive': () => v2(require('aws-sdk'), { httpOptions: { agent: new http.Agent({ keepAlive: true, maxSockets: AT_ONCE }) } }),
  'keyward/aws-sdk': () => v2(require('keyward/aws-sdk')),
};

async function fill() {
  const { CreateBucketCommand, PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await crowd((at) => at < KEYS && s3.send(new PutObjectCommand({ Bucket, Key: `key-${at}`, Body: Buffer.alloc(1024, 'x') })));
}

async function measure(get) {
  let count = 0;
  let until = Date.now() + WARM_UP_MS;
  const work = async (at) => {
    if (Date.now() >= until) return false;
    const { length } = await get(`key-${at % KEYS}`);
    if (length !== 1024) throw new Error(`${length} bytes instead of 1024`);
    count += 1;
    return true;
  };
  await crowd(work);
  count = 0;
  const [cpu, began] = [process.cpuUsage(), process.hrtime.bigint()];
  until = Date.now() + Number(seconds) * 1000;
  await crowd(work);
  const { user, system } = process.cpuUsage(cpu);
  const took = Number(process.hrtime.bigint() - began) / 1e9;
  return { perSecond: count / took, cpuMicroseconds: (user + system) / count, residentBytes: process.memoryUsage.rss() };
}

/** Sixteen workers, each with the next number when it is free, until the work says that there is no more. */
async function crowd(work) {
  let next = 0;
  const worker = async () => {
    while (await work(next++));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function main() {
  if (kind === 'fill') return fill();
  console.log(JSON.stringify(await measure(CLIENTS[kind]())));
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
