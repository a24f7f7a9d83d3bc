// Runs the same program on `aws-sdk` (SDK v2 itself) and on `keyward/aws-sdk`, against the same sandbox.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { startSandbox } from 'keyward/sandbox';

process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
process.env.AWS_CONFIG_FILE = process.env.AWS_SHARED_CREDENTIALS_FILE = '/dev/null';
process.env.AWS_EC2_METADATA_DISABLED = 'true';
for (const name of ['AWS_PROFILE', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_ENDPOINT_URL']) delete process.env[name];

export const skip = !process.env.KEYWARD_BIN || !process.env.KEYWARD_NODE_MODULES;

/** Looks packages up where SDK v2 and the official clients are. */
export const program = skip ? undefined : createRequire(join(process.env.KEYWARD_NODE_MODULES, 'x.js'));
// The clients are not installed beside this package: the program is there.
if (!skip) process.argv[1] = join(process.env.KEYWARD_NODE_MODULES, 'x.js');

export const v2 = skip ? undefined : program('aws-sdk');
export const facade = createRequire(import.meta.url)('keyward/aws-sdk');

/** A sandbox, and what a program on either SDK gives its service objects. */
export async function sandbox(options) {
  const box = await startSandbox(options);
  const { endpoint, region, credentials } = box;
  return { ...box, config: { endpoint, region, credentials, s3ForcePathStyle: true, maxRetries: 0 } };
}

/** What `run(AWS, name)` gives on each. */
export async function both(run) {
  return { v2: await run(v2, 'v2'), facade: await run(facade, 'facade') };
}

/** Both gave the same, but for ids and times of their own. */
export async function same(run, message) {
  const { v2: theirs, facade: ours } = await both(run);
  assert.deepEqual(tidy(ours), tidy(theirs), message);
  return ours;
}

// Members that AWS added after SDK v2's models were frozen.
const NEWER = /^Checksum(CRC64NVME|Type)$/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

function tidy(value) {
  return JSON.parse(
    JSON.stringify(value, (key, one) => (NEWER.test(key) ? undefined : typeof one === 'string' ? one.replace(UUID, 'ID').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME') : one)) ?? 'null',
  );
}

/** An error as a program sees it. */
export function seen(err) {
  const { code, name, message, statusCode, retryable, region, hostname } = err;
  return { code, name, message, statusCode, retryable, region, hostname, hasRequestId: typeof err.requestId === 'string', isError: err instanceof Error };
}

/** The error that a promise ends with. */
export async function failure(promise) {
  try {
    await promise;
  } catch (err) {
    return seen(err);
  }
  throw new Error('it did not fail');
}

const exec = promisify(execFile);

/** What a CommonJS program prints, run beside the SDKs. `config` is its variable CONFIG. */
export async function run(text, config, env = {}) {
  const cwd = dirname(process.env.KEYWARD_NODE_MODULES);
  const variables = { ...process.env, CONFIG: JSON.stringify(config), ...env };
  const { stdout } = await exec(process.execPath, ['--no-warnings', '-e', text], { cwd, env: variables });
  return stdout;
}
