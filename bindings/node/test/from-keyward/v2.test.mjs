// The same callable as `credentials` of SDK v2.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import { fromKeyward } from 'keyward';
import { startSandbox } from 'keyward/sandbox';
import { ROLE_ARN, becomeAdmin, sdk, seed, skip } from '../support/role-account.mjs';

const params = { RoleArn: ROLE_ARN, RoleSessionName: 'me' };

let sandbox;
let AWS;
before(async () => {
  if (skip) return;
  sandbox = await startSandbox({ seed });
  becomeAdmin(sandbox);
  process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
  AWS = sdk('aws-sdk');
});
after(() => sandbox?.stop());

const sts = (credentials) => new AWS.STS({ endpoint: sandbox.endpoint, region: sandbox.region, maxRetries: 1, credentials });
const ROLE = 'arn:aws:sts::123456789012:assumed-role/app/me';

test('of a service object and of AWS.config, by callback and promise', { skip }, async () => {
  const credentials = fromKeyward({ params });
  assert.equal(credentials.needsRefresh(), true);
  assert.equal(credentials.accessKeyId, undefined);
  const { Arn } = await sts(credentials).getCallerIdentity().promise();
  assert.equal(Arn, ROLE);
  assert.equal(credentials.needsRefresh(), false);
  assert.ok(credentials.expireTime instanceof Date);
  AWS.config.update({ credentials, region: sandbox.region });
  const answer = await new Promise((resolve, reject) => {
    new AWS.STS({ endpoint: sandbox.endpoint }).getCallerIdentity((error, data) => (error ? reject(error) : resolve(data)));
  });
  assert.equal(answer.Arn, ROLE);
  AWS.config.credentials = null;
});

test('get calls back at once while they are good; a refresh brings others', { skip }, async () => {
  const credentials = fromKeyward({ params });
  await credentials.getPromise();
  const { accessKeyId } = credentials;
  let called = false;
  credentials.get((error) => {
    assert.equal(error, undefined);
    called = true;
  });
  assert.ok(called, 'synchronously, as SDK v2 does');
  assert.equal(await credentials.refreshPromise(), undefined);
  assert.notEqual(credentials.accessKeyId, accessKeyId);
  await new Promise((done) => credentials.refresh(done));
  credentials.expiryWindow = 100_000;
  assert.equal(credentials.needsRefresh(), true, 'a window of the program\'s own');
});

test('a session that ended before its time is renewed by SDK v2 itself', { skip }, async () => {
  const credentials = fromKeyward({ params });
  const client = sts(credentials);
  await client.getCallerIdentity().promise();
  const { accessKeyId } = credentials;
  assert.ok(await sandbox.control.expireSession(accessKeyId));
  assert.equal((await client.getCallerIdentity().promise()).Arn, ROLE);
  assert.notEqual(credentials.accessKeyId, accessKeyId);
});

test('an error reaches the callback, and what the callback throws is no rejection', { skip }, async () => {
  const credentials = fromKeyward({ profile: 'nobody' });
  const error = await new Promise((done) => credentials.get(done));
  assert.equal(error.code, 'profile_not_found');
  await assert.rejects(credentials.getPromise(), { code: 'profile_not_found' });
  await assert.rejects(sts(credentials).getCallerIdentity().promise(), (error) => error.code === 'CredentialsError' && /nobody/.test(error.originalError.originalError.message));
});

test('looking at it shows no secret', { skip }, async () => {
  const credentials = fromKeyward({ params });
  await credentials.getPromise();
  const { secretAccessKey, sessionToken } = credentials;
  const shown = inspect(credentials, { depth: 9, showHidden: true }) + JSON.stringify({ ...credentials });
  assert.ok(!shown.includes(secretAccessKey) && !shown.includes(sessionToken));
});
