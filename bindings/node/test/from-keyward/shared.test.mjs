// One resolution for a process, whatever the number of providers and callers; nothing keeps memory or the process.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fromKeyward } from 'keyward';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'keyward-shared-'));
const runs = join(home, 'runs');
// Each run gives a key of its own, after a moment in which callers may come.
const program = join(home, 'program.cjs');
writeFileSync(
  program,
  `const { appendFileSync, readFileSync } = require('node:fs');
appendFileSync(${JSON.stringify(runs)}, 'x');
const number = String(readFileSync(${JSON.stringify(runs)}).length).padStart(4, '0');
setTimeout(() => console.log(JSON.stringify({
  Version: 1, AccessKeyId: 'ASIAEXAMPLE00000' + number, SecretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  SessionToken: 'token', AccountId: '123456789012', CredentialScope: 'scope',
  Expiration: new Date(Date.now() + Number(process.env.LIFE_MS ?? 3_600_000)).toISOString(),
})), 50);`,
);
mkdirSync(join(home, '.aws'));
const section = (name) => `[profile ${name}]\ncredential_process = "${process.execPath}" "${program}"\n`;
writeFileSync(join(home, '.aws', 'config'), section('p') + section('q') + section('default').replace('profile ', ''));
after(() => rmSync(home, { recursive: true }));

let number = 0;
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/^(AWS|KEYWARD)_/.test(name)) delete process.env[name];
  process.env.HOME = home;
  process.env.KEYWARD_HOME = join(home, 'keyward');
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
  // No test sees another's engine.
  process.env.KEYWARD_TEST = String((number += 1));
  writeFileSync(runs, '');
});
const count = () => readFileSync(runs).length;

test('10,000 concurrent calls of 100 providers make one resolution', async () => {
  const providers = Array.from({ length: 100 }, () => fromKeyward({ profile: 'p' }));
  const calls = Array.from({ length: 10_000 }, (_, at) => providers[at % 100]());
  const identities = await Promise.all(calls);
  assert.equal(new Set(identities).size, 1);
  assert.equal(count(), 1);
});

test('the identity has all that SDK v3 reads', async () => {
  const identity = await fromKeyward({ profile: 'p' })();
  assert.ok(identity.expiration instanceof Date);
  assert.equal(identity.accountId, '123456789012');
  assert.equal(identity.credentialScope, 'scope');
  assert.deepEqual(identity.$source, { CREDENTIALS_PROFILE_PROCESS: 'v', CREDENTIALS_PROCESS: 'w' });
});

test('options and environment of its own make an identity of its own', async () => {
  const codes = [async () => '1', async () => '1'];
  const asked = [{ profile: 'p' }, { profile: 'q' }, ...codes.map((mfaCodeProvider) => ({ profile: 'p', mfaCodeProvider }))];
  const identities = await Promise.all(asked.map((options) => fromKeyward(options)()));
  assert.equal(new Set(identities).size, 4);
  assert.equal(await fromKeyward({ profile: 'p', mfaCodeProvider: codes[0] })(), identities[2]);
  assert.equal(count(), 2, 'the native part keeps one for each profile');

  process.env.AWS_PROFILE = 'p';
  const one = await fromKeyward()();
  process.env.AWS_PROFILE = 'q';
  assert.notEqual((await fromKeyward()()).accessKeyId, one.accessKeyId);
});

test('a forced call brings another key to every provider', async () => {
  const [one, other] = [fromKeyward({ profile: 'p' }), fromKeyward({ profile: 'p' })];
  const before = await one();
  const forced = await other({ forceRefresh: true });
  assert.notEqual(forced.accessKeyId, before.accessKeyId);
  assert.equal(await one(), forced);
  const crowd = await Promise.all(Array.from({ length: 1000 }, () => one({ forceRefresh: true })));
  assert.equal(new Set(crowd).size, 1);
  assert.equal(count(), 3);
});

test('who names a key that is no longer kept gets the one that is', async () => {
  const provider = fromKeyward({ profile: 'p' });
  const { accessKeyId } = await provider();
  const next = await provider({ forceRefresh: true });
  assert.equal(await provider({ forceRefresh: true, refusedKeyId: accessKeyId }), next);
  assert.equal(count(), 2);
});

test('near its end the next key comes behind the program\'s back', async () => {
  process.env.LIFE_MS = '8000';
  process.env.KEYWARD_TEST += ' short';
  try {
    const provider = fromKeyward({ profile: 'p' });
    const first = await provider();
    // Three quarters of its life: still served, and renewed meanwhile.
    await untilLeft(first, 1500);
    assert.equal((await provider()).accessKeyId, first.accessKeyId);
    while ((await provider()).accessKeyId === first.accessKeyId) await new Promise((done) => setTimeout(done, 20));
    assert.equal(count(), 2);
  } finally {
    delete process.env.LIFE_MS;
  }
});

const untilLeft = ({ expiration }, milliseconds) =>
  new Promise((done) => setTimeout(done, expiration.getTime() - Date.now() - milliseconds));

for (const [name, ending] of [
  ['ends when its work is done', ''],
  ['ends while a renewal is not awaited', "provider({ forceRefresh: true }).catch(() => {});"],
]) {
  test(`the process ${name}`, async () => {
    const text = `const { fromKeyward } = require('keyward');
      const provider = fromKeyward({ profile: 'p', mfaCodeProvider: async () => '123456' });
      provider().then(({ accessKeyId }) => { console.log(accessKeyId); ${ending} });`;
    const env = { ...process.env, NODE_PATH: '' };
    // `keyward` finds itself by its own name from within its folder.
    const { stdout } = await run(process.execPath, ['-e', text], { env, cwd: join(here, '..', '..') });
    assert.match(stdout, /^ASIAEXAMPLE/);
  });
}

test('a provider that is dropped mid-refresh leaves nothing behind', async () => {
  const file = join(here, 'dropped.mjs');
  const { stdout } = await run(process.execPath, ['--expose-gc', file], { env: process.env });
  assert.deepEqual(JSON.parse(stdout), { providers: 0, identities: 0, grew: false });
});
