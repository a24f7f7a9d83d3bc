// configure(), credentialDefaultProvider, chains, masterCredentials: options as SDK v3's providers take them.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { configure, explain, fromKeyward } from 'keyward';
import { startSandbox } from 'keyward/sandbox';
import { ROLE_ARN as ROLE, sdk, seed, skip } from '../support/role-account.mjs';

const home = mkdtempSync(join(tmpdir(), 'keyward-options-'));

let sandbox;
before(async () => {
  if (!skip) sandbox = await startSandbox({ seed });
  const { accessKeyId, secretAccessKey } = sandbox?.credentials ?? { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
  mkdirSync(join(home, '.aws'));
  writeFileSync(join(home, '.aws', 'credentials'), `[p]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
});
after(async () => {
  rmSync(home, { recursive: true });
  await sandbox?.stop();
});
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/^AWS_|^KEYWARD_HOME/.test(name)) delete process.env[name];
  Object.assign(process.env, { HOME: home, KEYWARD_HOME: join(home, 'keyward'), AWS_EC2_METADATA_DISABLED: 'true' });
  if (sandbox) Object.assign(process.env, { AWS_ENDPOINT_URL: sandbox.endpoint, AWS_REGION: sandbox.region });
});
afterEach(() => configure({}));

const client = (Client, more) => new Client({ endpoint: sandbox.endpoint, region: sandbox.region, maxAttempts: 1, ...more });
async function whoami(more) {
  const { GetCallerIdentityCommand, STSClient } = sdk('@aws-sdk/client-sts');
  return (await client(STSClient, more).send(new GetCallerIdentityCommand({}))).Arn;
}

test('configure is the default of every later call, and takes itself back', async () => {
  const before = fromKeyward();
  configure({ profile: 'nobody' });
  await assert.rejects(fromKeyward()(), { code: 'profile_not_found' });
  assert.equal((await explain({ resolve: false })).error.code, 'profile_not_found');
  assert.ok((await fromKeyward({ profile: 'p' })()).accessKeyId, 'the call wins');
  await assert.rejects(fromKeyward({ profile: undefined })(), { code: 'profile_not_found' }, 'undefined says nothing');
  await assert.rejects(before(), { code: 'no_credentials' }, 'a provider of before is as it was');
  configure({ profile: 'p' });
  assert.ok((await fromKeyward()()).accessKeyId);
  configure();
  await assert.rejects(fromKeyward()(), { code: 'no_credentials' });
  assert.throws(() => configure({ proflie: 'p' }), { code: 'invalid_argument' });
});

test('as credentialDefaultProvider, itself or called', { skip }, async () => {
  for (const credentialDefaultProvider of [fromKeyward, () => fromKeyward()]) {
    const found = whoami({ credentialDefaultProvider, profile: 'p' });
    assert.equal(await found, 'arn:aws:iam::123456789012:user/admin');
    await assert.rejects(whoami({ credentialDefaultProvider, profile: 'nobody' }), { code: 'profile_not_found' });
  }
});

test('inside createCredentialChain: nobody responsible, the next is asked; broken, the chain ends', { skip }, async () => {
  const { createCredentialChain } = sdk('@aws-sdk/credential-providers');
  const last = async () => sandbox.credentials;
  const through = createCredentialChain(fromKeyward({ profile: 'nobody' }), fromKeyward({ profile: 'p' }), last);
  assert.equal(await whoami({ credentials: through }), 'arn:aws:iam::123456789012:user/admin');
  writeFileSync(join(home, '.aws', 'config'), '[profile half]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n');
  const broken = createCredentialChain(fromKeyward({ profile: 'half' }), last);
  await assert.rejects(broken(), { code: 'partial_credentials' });
});

test('masterCredentials: an identity, a provider, another fromKeyward', { skip }, async () => {
  const params = { RoleArn: ROLE, RoleSessionName: 'me' };
  for (const masterCredentials of [sandbox.credentials, async () => sandbox.credentials, fromKeyward({ profile: 'p' })]) {
    const credentials = fromKeyward({ masterCredentials, params });
    assert.equal(await whoami({ credentials }), 'arn:aws:sts::123456789012:assumed-role/app/me');
    assert.deepEqual((await credentials()).$source, { CREDENTIALS_STS_ASSUME_ROLE: 'i' });
  }
});

test('masterCredentials that were ended before their time are asked for anew', { skip }, async () => {
  const session = fromKeyward({ profile: 'p', params: { RoleArn: ROLE, RoleSessionName: 'below' } });
  const asked = [];
  const masterCredentials = (properties) => {
    asked.push(Boolean(properties.forceRefresh));
    return session(properties);
  };
  const { accessKeyId } = await session();
  assert.ok(await sandbox.control.expireSession(accessKeyId));
  const credentials = fromKeyward({ masterCredentials, params: { RoleArn: ROLE, RoleSessionName: 'above' } });
  assert.equal(await whoami({ credentials }), 'arn:aws:sts::123456789012:assumed-role/app/above');
  assert.deepEqual(asked, [false, true]);
});

test('masterCredentials that cannot be right', async () => {
  const params = { RoleArn: ROLE };
  const invalid = { code: 'invalid_argument' };
  assert.throws(() => fromKeyward({ masterCredentials: {} }), invalid);
  assert.throws(() => fromKeyward({ masterCredentials: 'x', params }), invalid);
  assert.throws(() => fromKeyward({ masterCredentials: {}, params, webIdentity: 'github-actions' }), invalid);
  await assert.rejects(fromKeyward({ masterCredentials: async () => ({ accessKeyId: 'x' }), params })(), invalid);
});

test('a device and a code without a role give a GetSessionToken session', { skip }, async () => {
  const { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand, IAMClient } = sdk('@aws-sdk/client-iam');
  const iam = client(IAMClient, { credentials: sandbox.credentials });
  const { VirtualMFADevice } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }));
  const SerialNumber = VirtualMFADevice.SerialNumber;
  const seed = Buffer.from(VirtualMFADevice.Base32StringSeed).toString();
  const now = Math.floor(Date.now() / 30_000);
  await iam.send(new EnableMFADeviceCommand({ UserName: 'admin', SerialNumber, AuthenticationCode1: totp(seed, now - 1), AuthenticationCode2: totp(seed, now) }));
  const serials = [];
  const credentials = fromKeyward({
    profile: 'p',
    mfaSerial: SerialNumber,
    mfaCodeProvider: async (serial) => {
      serials.push(serial);
      return totp(seed, now + 1);
    },
  });
  const identity = await credentials();
  assert.ok(identity.sessionToken);
  assert.deepEqual(identity.$source, { CREDENTIALS_STS_SESSION_TOKEN: 'm' });
  assert.equal(await whoami({ credentials }), 'arn:aws:iam::123456789012:user/admin');
  assert.deepEqual(serials, [SerialNumber]);
});

/** RFC 6238. */
function totp(seed, step) {
  const { createHmac } = createRequire(import.meta.url)('node:crypto');
  let bits = '';
  for (const letter of seed.replace(/=+$/, '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
