// `Vault`: the same vault as the command line's.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inspect } from 'node:util';
import { KeywardError, Vault, fromKeyward } from 'keyward';

const skip = !process.env.KEYWARD_BIN;
const folder = mkdtempSync(join(tmpdir(), 'keyward-vault-'));
after(() => rmSync(folder, { recursive: true }));
for (const name of Object.keys(process.env)) if (/^AWS_|^KEYWARD_(?!BIN|NODE)/.test(name)) delete process.env[name];
process.env.HOME = folder;
process.env.AWS_EC2_METADATA_DISABLED = 'true';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const key = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: SECRET };
const home = join(folder, 'home');
const identityFile = join(folder, 'identity.txt');

function keyward(args) {
  const env = { PATH: process.env.PATH, HOME: folder, KEYWARD_HOME: home, KEYWARD_IDENTITY_FILE: identityFile };
  return execFileSync(process.env.KEYWARD_BIN, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

test('open, put, list, get, remove, beside the command line', { skip }, async () => {
  await assert.rejects(Vault.open({ home, identityFile }), { code: 'vault_not_found' });
  keyward(['init', '--unlock', 'file']);
  const vault = await Vault.open({ home, identityFile });
  assert.deepEqual(await vault.list(), []);

  await vault.put('prod', { ...key, accountId: '123456789012' });
  assert.match(keyward(['list', '--json']), /AKIAIOSFODNN7EXAMPLE/);
  const [entry] = await vault.list();
  assert.deepEqual([entry.profile, entry.accessKeyId, entry.accountId], ['prod', key.accessKeyId, '123456789012']);
  assert.ok(entry.addedAt instanceof Date && Math.abs(Date.now() - entry.addedAt) < 60_000);

  const found = await vault.get('prod');
  assert.deepEqual({ ...found }, { ...key, accountId: '123456789012' });
  assert.ok(!inspect({ found, vault }, { depth: 9, showHidden: true }).includes(SECRET));
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) assert.ok(!readFileSync(join(file.parentPath ?? file.path, file.name)).includes(SECRET), file.name);
  }

  await assert.rejects(vault.put('prod', key), { code: 'entry_exists' });
  await vault.put('prod', { ...key, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' }, { replace: true });
  assert.equal((await vault.get('prod')).accessKeyId, 'AKIAI44QH8DHBEXAMPLE');

  Object.assign(process.env, { KEYWARD_HOME: home, KEYWARD_IDENTITY_FILE: identityFile });
  assert.equal((await fromKeyward({ profile: 'prod' })()).accessKeyId, 'AKIAI44QH8DHBEXAMPLE');

  keyward(['remove', 'prod', '--yes']);
  assert.equal(await vault.remove('prod'), false, 'what another process did is seen');
  await assert.rejects(vault.get('prod'), { code: 'entry_not_found' });
  await vault.put('prod', key);
  assert.equal(await vault.remove('prod'), true);
});

test('what no vault keeps', { skip }, async () => {
  const vault = await Vault.open({ home, identityFile });
  const refused = async (name, given, options) => {
    await assert.rejects(vault.put(name, given, options), (error) => {
      assert.ok(error instanceof KeywardError && error.code === 'invalid_argument' && error.hint, error.stack);
      return !inspect(error).includes(SECRET);
    });
  };
  await refused('prod', { ...key, sessionToken: 'x' });
  await refused('prod', { ...key, accessKeyId: 'ASIAIOSFODNN7EXAMPLE' });
  await refused('prod', { ...key, secretAccessKey: 'short' });
  await refused('prod', { accessKeyId: key.accessKeyId });
  await refused('not a name', key);
  await refused(undefined, key);
  await refused('prod', key, { overwrite: true });
  assert.deepEqual(await vault.list(), []);
});

test('a vault that does not open is told', { skip }, async () => {
  await assert.rejects(Vault.open({ home, identityFile: join(folder, 'nowhere') }), KeywardError);
  await assert.rejects(Vault.open({ home: 5 }), { code: 'invalid_argument' });
  await assert.rejects(Vault.open({ home, identityFile, passphrase: 5 }), { code: 'invalid_argument' });
});
