// The table of docs/javascript.md: SDK v3's provider and the line in its place find the same key, and no provider is missing.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fromKeyward } from 'keyward';
import { startSandbox } from 'keyward/sandbox';

const skip = !process.env.KEYWARD_BIN || !process.env.KEYWARD_NODE_MODULES;
const sdk = (name) => createRequire(join(process.env.KEYWARD_NODE_MODULES, 'x.js'))(name);
const home = mkdtempSync(join(tmpdir(), 'keyward-migration-'));
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const ID = 'AKIAIOSFODNN7EXAMPLE';
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sts:AssumeRole' }],
};
const seed = { version: 1, accounts: { 123456789012: { roles: { app: { trust } } } } };

let sandbox;
before(async () => {
  if (!skip) sandbox = await startSandbox({ seed });
  mkdirSync(join(home, '.aws'));
  const document = join(home, 'document.json');
  writeFileSync(document, JSON.stringify({ Version: 1, AccessKeyId: ID, SecretAccessKey: secret }));
  writeFileSync(join(home, '.aws', 'credentials'), `[p]\naws_access_key_id = ${ID}\naws_secret_access_key = ${secret}\n`);
  writeFileSync(join(home, '.aws', 'config'), `[profile q]\ncredential_process = cat ${document}\n`);
});
after(async () => {
  rmSync(home, { recursive: true });
  await sandbox?.stop();
});
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/^AWS_|^KEYWARD_HOME/.test(name)) delete process.env[name];
  Object.assign(process.env, { HOME: home, KEYWARD_HOME: join(home, 'keyward'), AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'us-east-1' });
});

const SAME = {
  fromIni: ['fromIni', { profile: 'p' }, { profile: 'p' }, {}],
  'fromIni, a process': ['fromIni', { profile: 'q' }, { profile: 'q' }, {}],
  fromEnv: ['fromEnv', undefined, undefined, { AWS_ACCESS_KEY_ID: ID, AWS_SECRET_ACCESS_KEY: secret, AWS_CREDENTIAL_SCOPE: 'scope', AWS_ACCOUNT_ID: '123456789012' }],
  'fromNodeProviderChain, a profile': ['fromNodeProviderChain', { profile: 'p' }, { profile: 'p' }, {}],
  'fromNodeProviderChain, AWS_PROFILE': ['fromNodeProviderChain', {}, undefined, { AWS_PROFILE: 'p' }],
};

for (const [name, [provider, theirs, ours, env]] of Object.entries(SAME)) {
  test(`${name}: the same identity, to the feature ids`, { skip }, async () => {
    Object.assign(process.env, env);
    const expected = await sdk('@aws-sdk/credential-providers')[provider](theirs)();
    assert.deepEqual({ ...(await fromKeyward(ours)()) }, withoutHoles(expected));
  });
}

const withoutHoles = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

test('fromProcess: the same key', { skip }, async () => {
  const { accessKeyId } = await sdk('@aws-sdk/credential-providers').fromProcess({ profile: 'q' })();
  assert.equal((await fromKeyward({ profile: 'q' })()).accessKeyId, accessKeyId);
});

test('fromTemporaryCredentials: the same role by the same options', { skip }, async () => {
  process.env.AWS_ENDPOINT_URL = sandbox.endpoint;
  const options = {
    masterCredentials: sandbox.credentials,
    params: { RoleArn: 'arn:aws:iam::123456789012:role/app', RoleSessionName: 'me', DurationSeconds: 900 },
    clientConfig: { region: 'eu-west-1' },
  };
  const theirs = await sdk('@aws-sdk/credential-providers').fromTemporaryCredentials(options)();
  const ours = await fromKeyward(options)();
  assert.ok(Math.abs(ours.expiration - theirs.expiration) < 60_000);
  const { GetCallerIdentityCommand, STSClient } = sdk('@aws-sdk/client-sts');
  const arn = async (credentials) => (await new STSClient({ credentials }).send(new GetCallerIdentityCommand({}))).Arn;
  assert.equal(await arn(ours), await arn(theirs));
});

test('every export of the SDK\'s package has its line', { skip }, () => {
  const page = readFileSync(new URL('../../../../docs/javascript.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf("## From SDK v3's providers"));
  const missing = Object.keys(sdk('@aws-sdk/credential-providers')).filter((name) => !table.includes(`\`${name}(`));
  assert.deepEqual(missing, []);
});
