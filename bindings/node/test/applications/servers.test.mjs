// examples/upload-server, examples/fastify, examples/threads: servers that are asked over HTTP.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ACCOUNT, Ground, OTHER_ACCOUNT, firstLine, sdk, skip } from '../support/ground.mjs';

const MIB = 1024 * 1024;

describe('servers', { skip, timeout: 300_000 }, () => {
  let ground;
  before(async () => {
    ground = await Ground.start();
  });
  after(() => ground?.stop());

  /** Starts a program and answers its address. */
  const serve = async (folder, program, env) => {
    const child = ground.spawn([join(ground.example(folder), program)], { env: { PORT: '0', ...env } });
    const line = await firstLine(child);
    return { child, address: /http:\/\/\S+/.exec(line)[0] };
  };
  /** How often the sandbox was asked for it. */
  const times = async (asked) => (await ground.sandbox.control.requests()).filter(({ operation }) => operation === asked).length;
  const s3 = () => {
    const { S3Client } = sdk('client-s3');
    const { accessKeyId, secretAccessKey } = ground.dev;
    return new S3Client({ endpoint: ground.sandbox.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } });
  };

  test('upload-server streams to S3, several at once, and leaves nothing of what breaks off', async () => {
    const { GetObjectCommand, HeadObjectCommand, ListMultipartUploadsCommand } = sdk('client-s3');
    const { child, address } = await serve('upload-server', 'server.mjs', { BUCKET: 'uploads' });
    const files = [randomBytes(12 * MIB), randomBytes(1000), Buffer.alloc(0)];
    const stored = await Promise.all(
      files.map(async (body, index) => {
        const response = await fetch(`${address}/films/a%20film%20${index}.mp4`, { method: 'PUT', body: pieces(body), duplex: 'half' });
        assert.equal(response.status, 200, await response.clone().text());
        return response.json();
      }),
    );
    assert.deepEqual(stored.map(({ key }) => key), ['films/a film 0.mp4', 'films/a film 1.mp4', 'films/a film 2.mp4']);
    for (const [index, body] of files.entries()) {
      const { Body } = await s3().send(new GetObjectCommand({ Bucket: 'uploads', Key: stored[index].key }));
      assert.equal(digest(await Body.transformToByteArray()), digest(body));
    }

    const begun = await times('CreateMultipartUpload');
    const breakOff = await promiseMore(address, '/broken.mp4', 6 * MIB);
    await until(async () => (await times('CreateMultipartUpload')) > begun);
    breakOff();
    await until(async () => (await times('AbortMultipartUpload')) === 1);
    const { Uploads = [] } = await s3().send(new ListMultipartUploadsCommand({ Bucket: 'uploads' }));
    assert.deepEqual(Uploads, []);
    await assert.rejects(s3().send(new HeadObjectCommand({ Bucket: 'uploads', Key: 'broken.mp4' })), { name: 'NotFound' });

    const refused = await fetch(`${address}/x`, { method: 'GET' });
    assert.equal(refused.status, 405);
    await ended(child);
  });

  test('fastify works in two accounts at once', async () => {
    const { PutObjectCommand } = sdk('client-s3');
    await s3().send(new PutObjectCommand({ Bucket: 'uploads', Key: 'ours.txt', Body: 'ours' }));
    const assumed = await times('AssumeRole');
    const env = { APP_BUCKET: 'uploads', PARTNER_BUCKET: 'partner-reports' };
    const { child, address } = await serve('fastify', 'server.mjs', env);
    const ask = async (name) => (await fetch(`${address}/accounts/${name}`)).json();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index % 2 ? 'partner' : 'app')));
    for (const [index, { arn, bucket, keys }] of answers.entries()) {
      const [account, role] = index % 2 ? [OTHER_ACCOUNT, 'partner'] : [ACCOUNT, 'app'];
      assert.match(arn, new RegExp(`^arn:aws:sts::${account}:assumed-role/${role}/`));
      assert.equal(bucket, index % 2 ? 'partner-reports' : 'uploads');
      assert.equal(keys.includes('ours.txt'), index % 2 === 0);
    }
    assert.equal((await fetch(`${address}/accounts/stranger`)).status, 400);
    assert.equal((await times('AssumeRole')) - assumed, 2, 'one session for each account');
    await ended(child);
  });

  test('cluster serves from several processes', async () => {
    const { child, address } = await serve('threads', 'cluster.cjs', { PROCESSES: '2' });
    const processes = new Set();
    for (let count = 0; count < 200 && processes.size < 2; count += 1) {
      const response = await fetch(address, { headers: { connection: 'close' } });
      const { arn, process } = await response.json();
      assert.match(arn, /:assumed-role\/app\//);
      processes.add(process);
    }
    assert.equal(processes.size, 2);
    await ended(child);
  });
});

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A body whose length nobody knows ahead. */
function pieces(bytes) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, (at += 65_536)));
    },
  });
}

/** Sends a part of what it promises; the answer is how it leaves. */
async function promiseMore(address, path, bytes) {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(`PUT ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${bytes * 4}\r\n\r\n`);
  socket.write(Buffer.alloc(bytes));
  return () => socket.destroy();
}

/** Looks until it is so; the test's own limit ends it otherwise. */
async function until(so) {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** It ends by itself when asked. */
async function ended(child) {
  const end = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  assert.equal(await end, 0);
}
