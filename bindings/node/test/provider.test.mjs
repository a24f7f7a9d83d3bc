// What needs no AWS: options, errors, memory. Calls to AWS are tested in acceptance/.
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import { KeywardError, explain, fromKeyward } from 'keyward';

const home = mkdtempSync(join(tmpdir(), 'keyward-node-'));
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
mkdirSync(join(home, '.aws'));
writeFileSync(
  join(home, '.aws', 'credentials'),
  `[p]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\n` +
    `[other]\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = ${SECRET}\n` +
    '[half]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n',
);
writeFileSync(
  join(home, '.aws', 'config'),
  '[profile a]\nrole_arn = arn:aws:iam::123456789012:role/a\nsource_profile = b\n' +
    '[profile b]\nrole_arn = arn:aws:iam::123456789012:role/b\nsource_profile = a\n',
);
after(() => rmSync(home, { recursive: true }));

beforeEach(() => {
  for (const name of Object.keys(process.env)) {
    if (/^(AWS|KEYWARD)_/.test(name)) delete process.env[name];
  }
  process.env.HOME = home;
  process.env.KEYWARD_HOME = join(home, 'keyward');
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
});

test('ESM and CommonJS give the same functions', () => {
  const cjs = createRequire(import.meta.url)('keyward');
  assert.equal(cjs.fromKeyward, fromKeyward);
  assert.equal(cjs.explain, explain);
});

test('a static profile', async () => {
  const identity = await fromKeyward({ profile: 'p' })();
  assert.equal(identity.accessKeyId, 'AKIAIOSFODNN7EXAMPLE');
  assert.equal(identity.secretAccessKey, SECRET);
  assert.equal(identity.expiration, undefined);
  assert.deepEqual(Object.keys(identity), ['accessKeyId', 'secretAccessKey', '$source']);
  assert.deepEqual(identity.$source, { CREDENTIALS_PROFILE: 'n' });
});

test('looking at an identity hides the secret', async () => {
  const identity = await fromKeyward({ profile: 'p' })();
  assert.ok(!inspect({ deep: { identity } }).includes(SECRET));
  assert.match(inspect(identity), /AKIAIOSFODNN7EXAMPLE/);
});

test('one identity for any number of callers, until it is forced', async () => {
  const provider = fromKeyward({ profile: 'p' });
  const [one, two] = await Promise.all([provider(), provider()]);
  assert.equal(one, two);
  assert.equal(await provider(), one);
  assert.notEqual(await provider({ forceRefresh: true }), one);
  assert.equal(await provider(null), await provider({ callerClientConfig: null }));
  assert.equal(provider.memoized, true);
});

test('the profile: the provider, then the client, then AWS_PROFILE', async () => {
  process.env.AWS_PROFILE = 'other';
  const ask = async (options, profile) => {
    const identity = await fromKeyward(options)({ callerClientConfig: { profile } });
    return identity.accessKeyId;
  };
  assert.equal(await ask({ profile: 'p' }, 'other'), 'AKIAIOSFODNN7EXAMPLE');
  assert.equal(await ask({}, 'p'), 'AKIAIOSFODNN7EXAMPLE');
  assert.equal(await ask({}, undefined), 'AKIAI44QH8DHBEXAMPLE');
  assert.equal(await ask({}, ''), 'AKIAI44QH8DHBEXAMPLE');
});

test('the environment counts as it is at the call', async () => {
  process.env.AWS_ACCESS_KEY_ID = 'AKIAI44QH8DHBEXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY = SECRET;
  assert.equal((await fromKeyward()()).accessKeyId, 'AKIAI44QH8DHBEXAMPLE');
  process.env.AWS_PROFILE = 'p';
  assert.equal((await fromKeyward()()).accessKeyId, 'AKIAIOSFODNN7EXAMPLE');
});

for (const [name, options, code, tryNextLink] of [
  ['nothing anywhere', {}, 'no_credentials', true],
  ['an unknown profile', { profile: 'nobody' }, 'profile_not_found', true],
  ['half a key pair', { profile: 'half' }, 'partial_credentials', false],
  ['a loop', { profile: 'a' }, 'profile_loop', false],
  ['a name that is none', { profile: 'in valid' }, 'invalid_argument', false],
]) {
  test(`error: ${name}`, async () => {
    const error = await fromKeyward(options)().then(
      () => assert.fail('it resolved'),
      (error) => error,
    );
    assert.ok(error instanceof KeywardError);
    assert.equal(error.code, code);
    assert.equal(error.tryNextLink, tryNextLink);
    assert.ok(error.hint, 'a hint');
    assert.ok(!inspect(error).includes(SECRET));
  });
}

test('options: a typing mistake and what has not landed are refused at once', () => {
  assert.throws(() => fromKeyward({ proflie: 'p' }), { code: 'invalid_argument' });
  assert.throws(() => fromKeyward({ scope: 'read-only' }), { code: 'not_supported' });
  assert.throws(() => fromKeyward({ params: { RoleArn: 'admin' } }), { code: 'invalid_argument' });
  assert.throws(() => fromKeyward({ params: { SerialNumber: 'x' } }), { code: 'invalid_argument' });
});

test('explain tells the plan and no secret', async () => {
  const explanation = await explain({ profile: 'p', resolve: false });
  assert.equal(explanation.plan.profile, 'p');
  assert.equal(explanation.plan.base.source, 'static_keys');
  assert.ok(explanation.considered.some((source) => source.outcome === 'chosen'));
  assert.ok(!JSON.stringify(explanation).includes(SECRET));
  assert.deepEqual([explanation.asked, explanation.error], [[], null]);
  assert.ok(!JSON.stringify(explanation).includes('AKIAIOSFODNN7EXAMPLE'), 'key ids are shortened');
  assert.ok(explanation.traps.every((trap) => trap.code && trap.severity && trap.message && trap.remedy));
  const loop = await explain({ profile: 'a', resolve: false });
  assert.deepEqual([loop.plan, loop.error.code], [null, 'profile_loop']);
  await assert.rejects(explain({ profile: 'p', resolve: 'no' }), { code: 'invalid_argument' });
});
