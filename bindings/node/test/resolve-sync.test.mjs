// What is resolved while `require` runs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inspect } from 'node:util';

const { resolveSync } = createRequire(import.meta.url)('../js/resolve-sync.cjs');
const home = mkdtempSync(join(tmpdir(), 'keyward-sync-'));
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const section = (name, id) => `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = ${SECRET}\n`;
mkdirSync(join(home, '.aws'));
writeFileSync(join(home, '.aws', 'credentials'), section('default', 'AKIAIOSFODNN7EXAMPLE') + section('both', 'AKIAI44QH8DHBEXAMPLE'));
writeFileSync(
  join(home, '.aws', 'config'),
  '[profile both]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = default\n' +
    `[profile program]\ncredential_process = /bin/false\n${section('profile config', 'AKIACONFIGEXAMPLE000')}`,
);
const other = join(home, 'other');
writeFileSync(other, section('default', 'AKIAOTHEREXAMPLE0000'));
after(() => rmSync(home, { recursive: true }));

const env = { HOME: home, KEYWARD_HOME: join(home, 'keyward'), PATH: process.env.PATH };
const idOf = ({ credentials, error }) => credentials?.accessKeyId ?? error.code;

test('the environment, by prefix', () => {
  const keys = (prefix, more) => ({ [`${prefix}_ACCESS_KEY_ID`]: 'AKIAIOSFODNN7EXAMPLE', [`${prefix}_SECRET_ACCESS_KEY`]: SECRET, ...more });
  const { credentials } = resolveSync('environment', {}, keys('AWS', { AWS_SESSION_TOKEN: 'token' }));
  assert.deepEqual({ ...credentials }, { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: SECRET, sessionToken: 'token' });
  assert.ok(!inspect(credentials).includes(SECRET));
  assert.equal(idOf(resolveSync('environment', { prefix: 'AMAZON' }, keys('AMAZON'))), 'AKIAIOSFODNN7EXAMPLE');
  assert.match(resolveSync('environment', { prefix: 'AMAZON' }, keys('AWS')).error.message, /AMAZON_ACCESS_KEY_ID/);
  assert.match(resolveSync('environment', {}, { AWS_ACCESS_KEY_ID: 'x' }).error.message, /AWS_SECRET_ACCESS_KEY/);
});

test('a profile of either file', () => {
  assert.equal(idOf(resolveSync('profile', {}, env)), 'AKIAIOSFODNN7EXAMPLE');
  assert.equal(idOf(resolveSync('profile', { profile: 'config' }, env)), 'AKIACONFIGEXAMPLE000');
  assert.equal(idOf(resolveSync('profile', {}, { ...env, AWS_PROFILE: 'config' })), 'AKIACONFIGEXAMPLE000');
  assert.equal(idOf(resolveSync('profile', { filename: other }, env)), 'AKIAOTHEREXAMPLE0000');
  assert.equal(idOf(resolveSync('profile', {}, { ...env, AWS_SHARED_CREDENTIALS_FILE: other })), 'AKIAOTHEREXAMPLE0000');
  assert.equal(idOf(resolveSync('profile', { profile: 'nobody' }, env)), 'profile_not_found');
});

test('the environment is no profile', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT00000', AWS_SECRET_ACCESS_KEY: SECRET };
  assert.equal(idOf(resolveSync('profile', {}, { ...env, ...keys })), 'AKIAIOSFODNN7EXAMPLE');
});

test('what takes time is told as such, and keys beside a role are there on demand', () => {
  assert.equal(idOf(resolveSync('profile', { profile: 'both' }, env)), 'not_supported');
  assert.equal(idOf(resolveSync('profile', { profile: 'both', keysOnly: true }, env)), 'AKIAI44QH8DHBEXAMPLE');
  assert.equal(idOf(resolveSync('profile', { profile: 'program' }, env)), 'not_supported');
  assert.throws(() => resolveSync('imds'), TypeError);
});

test('a vault that an identity file opens', { skip: !process.env.KEYWARD_BIN }, () => {
  const vault = { ...env, KEYWARD_HOME: join(home, 'vault'), KEYWARD_IDENTITY_FILE: join(home, 'identity') };
  const keyward = (args, input) => execFileSync(process.env.KEYWARD_BIN, args, { env: vault, input, stdio: ['pipe', 'pipe', 'pipe'] });
  keyward(['init', '--unlock', 'file']);
  keyward(['add', 'sealed', '--stdin'], JSON.stringify({ AccessKeyId: 'AKIAVAULTEXAMPLE0000', SecretAccessKey: SECRET }));
  const { credentials } = resolveSync('profile', { profile: 'sealed' }, vault);
  assert.equal(credentials.accessKeyId, 'AKIAVAULTEXAMPLE0000');
  assert.ok(credentials.expiration instanceof Date, 'it makes the program ask again');
  const locked = { ...vault, KEYWARD_IDENTITY_FILE: join(home, 'nowhere') };
  assert.match(idOf(resolveSync('profile', { profile: 'sealed' }, locked)), /vault_locked|identity_file_invalid|file_unreadable/);
});
