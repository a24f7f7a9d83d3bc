// The programs of examples/article do the same on the package aws-sdk, with plaintext keys and with keyward's, on
// keyward/aws-sdk, and in their v3 form. Each run has a sandbox of its own, as
// `keyward sandbox --seed seed.json -- node PROGRAM` gives it one.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const { KEYWARD_BIN, KEYWARD_NODE_MODULES, PATH } = process.env;
const skip = !KEYWARD_BIN || !KEYWARD_NODE_MODULES || process.platform === 'win32';
const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const ARTICLE = file('../../../../examples/article/');
const SEED = JSON.parse(readFileSync(join(ARTICLE, 'seed.json'), 'utf8'));
const ACCOUNT = SEED.accounts['123456789012'];

const [{ instanceId }] = ACCOUNT.ec2.instances;
const instance = { args: () => [instanceId] };

/** What a program is given beside its text. */
const GIVEN = {
  'ec2-attributes': instance,
  'ec2-stop-start': instance,
  'ec2-terminate-instances': instance,
  'mfa-session': { env: () => ({ AWS_PROFILE: 'operator' }), args: () => [code(ACCOUNT.mfaDevices.operator.seed)] },
  'shared-ini-file': { env: () => ({ AWS_SHARED_CREDENTIALS_FILE: join(place, 'aws/credentials') }) },
};

// The administrator's key, and files that do not exist: the home's own count here.
const OF_THE_SANDBOX = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE'];

const passages = new Set(readdirSync(ARTICLE).flatMap((name) => name.match(/^(.*)\.v[23]\.[cm]js$/)?.[1] ?? []));

let place;
let vault;
let plaintext;

before(() => {
  if (skip) return;
  place = mkdtempSync(join(tmpdir(), 'keyward-article-'));
  cpSync(ARTICLE, place, { recursive: true });
  symlinkSync(KEYWARD_NODE_MODULES, join(place, 'node_modules'));
  plaintext = { HOME: inTheClear(join(place, 'plaintext')) };
  vault = sealed(join(place, 'home'));
});
after(() => place && rmSync(place, { recursive: true }));

/** A home whose AWS keys are in a file. */
function inTheClear(home) {
  cpSync(join(place, 'aws'), join(home, '.aws'), { recursive: true });
  return home;
}

/** A home whose AWS keys are in a vault; its variables. */
function sealed(home) {
  inTheClear(home);
  const env = { HOME: home, KEYWARD_HOME: join(home, 'vault'), KEYWARD_IDENTITY_FILE: join(home, 'identity.txt') };
  const keyward = (...args) => execFileSync(KEYWARD_BIN, args, { env: { PATH, ...env }, stdio: 'pipe' });
  keyward('init', '--unlock', 'file');
  keyward('import', '--all');
  assert.doesNotMatch(readFileSync(join(home, '.aws/credentials'), 'utf8'), /aws_secret_access_key/);
  return env;
}

/** The code of RFC 6238 for a seed in Base32. */
function code(seed) {
  const bits = [...seed].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'));
  const key = Buffer.from(bits.join('').match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** What a program prints under a sandbox of its own. */
async function output(passage, program, home, flags = []) {
  const { env = () => ({}), args = () => [] } = GIVEN[passage] ?? {};
  const variables = {
    ...home,
    AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1',
    AWS_SDK_LOAD_CONFIG: '1',
    ...env(),
  };
  const set = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const node = ['env', ...OF_THE_SANDBOX.flatMap((name) => ['-u', name]), ...set, process.execPath, '--no-warnings', ...flags, program, ...args()];
  const sandbox = ['sandbox', '--seed', 'seed.json', '--', ...node];
  const { stdout } = await run(KEYWARD_BIN, sandbox, { cwd: place, env: { PATH, HOME: home.HOME } });
  return plain(stdout);
}

/** Without what AWS makes anew each time. */
function plain(text) {
  return text
    .replaceAll(/\bi-[0-9a-f]{17}\b/g, (id) => (id === instanceId ? id : 'i-*'))
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '*');
}

for (const passage of passages) {
  test(passage, { skip }, async () => {
    const [v2, registered, facade, v3] = await Promise.all([
      output(passage, `${passage}.v2.cjs`, plaintext),
      output(passage, `${passage}.v2.cjs`, vault, ['--import', 'keyward/register']),
      output(passage, `${passage}.v2.cjs`, vault, ['--import', 'keyward/register/aws-sdk']),
      output(passage, `${passage}.v3.mjs`, vault),
    ]);
    assert.notEqual(v2, '');
    assert.equal(registered, v2, "aws-sdk with keyward's credentials");
    assert.equal(facade, v2, 'keyward/aws-sdk');
    assert.equal(v3, v2, 'the v3 form');
  });
}
