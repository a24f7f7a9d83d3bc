// A session that AWS ends before its time: clients of clientConfig() go on, and a crowd of failures renews once.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { clientConfig, fromKeyward } from 'keyward';
import { startSandbox } from 'keyward/sandbox';
import { becomeAdmin, sdk, seed, skip } from '../support/role-account.mjs';

let sandbox;
before(async () => {
  if (skip) return;
  sandbox = await startSandbox({ seed });
  becomeAdmin(sandbox);
  const s3 = new (sdk('@aws-sdk/client-s3').S3Client)({ ...clientConfig(), forcePathStyle: true });
  await s3.send(new (sdk('@aws-sdk/client-s3').CreateBucketCommand)({ Bucket: 'recovery' }));
});
after(() => sandbox?.stop());

const session = (name) => ({ params: { RoleArn: 'arn:aws:iam::123456789012:role/app', RoleSessionName: name } });
const assumed = async () => (await sandbox.control.requests()).filter(({ operation, action }) => /AssumeRole$/.test(operation ?? action)).length;

async function ended(client) {
  const { accessKeyId } = await client.config.credentials();
  assert.ok(await sandbox.control.expireSession(accessKeyId));
  return accessKeyId;
}

function sts(options, more) {
  const { GetCallerIdentityCommand, STSClient } = sdk('@aws-sdk/client-sts');
  const client = new STSClient({ ...clientConfig(options), ...more });
  return { client, whoami: () => client.send(new GetCallerIdentityCommand({})) };
}

test('the call that meets it succeeds, on another key', { skip }, async () => {
  const { client, whoami } = sts(session('one'));
  await whoami();
  const before = await ended(client);
  assert.match((await whoami()).Arn, /assumed-role\/app\/one/);
  assert.notEqual((await client.config.credentials()).accessKeyId, before);
});

test('a thousand failures renew once', { skip }, async () => {
  const { client, whoami } = sts(session('crowd'), { requestHandler: { httpAgent: { maxSockets: 50 } } });
  await whoami();
  await ended(client);
  const before = await assumed();
  // The SDK retries as many of them as its own quota allows; whichever it gives up has AWS's words.
  const answers = await Promise.allSettled(Array.from({ length: 1000 }, whoami));
  for (const { reason } of answers) assert.equal(reason?.name ?? 'ExpiredToken', 'ExpiredToken');
  assert.ok(answers.some(({ status }) => status === 'fulfilled'));
  await Promise.all(Array.from({ length: 50 }, whoami));
  assert.equal((await assumed()) - before, 1);
});

test('at one attempt the call fails in AWS\'s words and the next one succeeds', { skip }, async () => {
  const { client, whoami } = sts(session('single'), { maxAttempts: 1 });
  await whoami();
  await ended(client);
  await assert.rejects(whoami(), { name: 'ExpiredToken' });
  assert.match((await whoami()).Arn, /single/);
});

test('a streamed body is not replayed; the next call succeeds', { skip }, async () => {
  const { PutObjectCommand, S3Client } = sdk('@aws-sdk/client-s3');
  const s3 = new S3Client({ ...clientConfig(session('stream')), forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket: 'recovery', Key: 'k', Body: 'x' }));
  await ended(s3);
  let read = 0;
  const body = () => Readable.from((function* () { read += 1; yield Buffer.from('stream'); })());
  const put = () => s3.send(new PutObjectCommand({ Bucket: 'recovery', Key: 'k', Body: body(), ContentLength: 6 }));
  await assert.rejects(put(), { name: 'ExpiredToken' });
  await put();
  assert.equal(read, 2);
});

test('a provider of the program\'s own is asked once too', { skip }, async () => {
  const provider = fromKeyward(session('own'));
  let forced = 0;
  const credentials = async (properties) => {
    if (properties?.forceRefresh) forced += 1;
    // A provider that knows nothing of keyward.
    return { ...(await provider({ forceRefresh: properties?.forceRefresh })) };
  };
  const { client, whoami } = sts(undefined, { credentials });
  await whoami();
  await ended(client);
  await Promise.all(Array.from({ length: 20 }, whoami));
  assert.equal(forced, 1);
  await whoami();
  assert.equal(forced, 1);
});

test('where nobody has another key, AWS\'s refusal comes through after one more try', { skip }, async () => {
  const { accessKeyId, secretAccessKey, sessionToken } = await fromKeyward(session('fixed'))();
  await sandbox.control.expireSession(accessKeyId);
  const { client, whoami } = sts(undefined, { credentials: { accessKeyId, secretAccessKey, sessionToken }, maxAttempts: 5 });
  await assert.rejects(whoami(), (error) => error.name === 'ExpiredToken' && error.$metadata.attempts === 2);
  client.destroy();
});
