// examples/lambda: the handler as Lambda runs it, and how long its first answer takes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Ground, sdk, skip } from '../support/ground.mjs';

const RUNS = 5;

describe('a Lambda handler', { skip, timeout: 300_000 }, () => {
  let ground;
  let env;
  before(async () => {
    ground = await Ground.start();
    const { S3Client, PutObjectCommand } = sdk('client-s3');
    const { STSClient, AssumeRoleCommand } = sdk('client-sts');
    const { accessKeyId, secretAccessKey } = ground.dev;
    const config = { endpoint: ground.sandbox.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } };
    const object = { Bucket: 'uploads', Key: 'event.txt', Body: 'from S3', ContentType: 'text/plain' };
    await new S3Client(config).send(new PutObjectCommand(object));
    const role = { RoleArn: 'arn:aws:iam::123456789012:role/app', RoleSessionName: 'function' };
    const { Credentials } = await new STSClient(config).send(new AssumeRoleCommand(role));
    // What Lambda sets. There is no home, and every file but /tmp is read-only.
    env = {
      HOME: '/nowhere',
      KEYWARD_HOME: '/nowhere/keyward',
      KEYWARD_IDENTITY_FILE: '',
      AWS_LAMBDA_FUNCTION_NAME: 'read',
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials.SessionToken,
    };
  });
  after(() => ground?.stop());

  /** The runtime's part: load, invoke twice, tell the milliseconds. */
  const runtime = (handler) => `
    import { performance } from 'node:perf_hooks';
    const begun = performance.now();
    const { handler } = await import(${JSON.stringify(handler)});
    const event = { bucket: 'uploads', key: 'event.txt' };
    const first = await handler(event);
    const cold = performance.now() - begun;
    const again = performance.now();
    await handler(event);
    console.log(JSON.stringify({ first, cold, warm: performance.now() - again }));
  `;

  test('answers with the role that Lambda gives it', async (t) => {
    const folder = ground.example('lambda');
    const handler = join(folder, 'handler.mjs');
    const plain = ground.file('lambda/plain.mjs', readFileSync(handler, 'utf8').replace(/import .* from 'keyward';|credentials: fromKeyward\(\)/g, ''));
    const times = { keyward: [], 'the SDK alone': [] };
    const programs = { keyward: runtime(handler), 'the SDK alone': runtime(plain) };
    for (let run = 0; run < RUNS; run += 1) {
      for (const [name, text] of Object.entries(programs)) {
        const [{ first, cold, warm }] = await ground.answers([ground.file('runtime.mjs', text)], { env });
        assert.deepEqual(first, { statusCode: 200, contentType: 'text/plain', body: 'from S3' });
        times[name].push({ cold, warm });
      }
    }
    const requests = await ground.sandbox.control.requests();
    const reads = requests.filter(({ operation }) => operation === 'GetObject');
    assert.equal(reads.length, 2 * 2 * RUNS);
    assert.ok(reads.every(({ accessKeyId }) => accessKeyId === env.AWS_ACCESS_KEY_ID));
    for (const [name, runs] of Object.entries(times)) {
      const { cold, warm } = runs.sort((a, b) => a.cold - b.cold)[RUNS >> 1];
      t.diagnostic(`${name}: cold start to first answer ${cold.toFixed(0)} ms, the next ${warm.toFixed(1)} ms (median of ${RUNS})`);
    }
  });
});
