// One engine for each environment: what it keeps survives a change of variables that decide nothing, and
// a program that it runs still sees every variable as it is at that call.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { explain, fromKeyward } from 'keyward';

const home = mkdtempSync(join(tmpdir(), 'keyward-environment-'));
const runs = join(home, 'runs');
const document = JSON.stringify({
  Version: 1,
  AccessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  SecretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  SessionToken: 'token',
  Expiration: new Date(Date.now() + 3_600_000).toISOString(),
});
const program = join(home, 'program.cjs');
writeFileSync(
  program,
  `require('node:fs').appendFileSync(${JSON.stringify(runs)}, process.env.MARK + '\\n');console.log(${JSON.stringify(document)});`,
);
mkdirSync(join(home, '.aws'));
writeFileSync(
  join(home, '.aws', 'config'),
  `[profile p]\ncredential_process = "${process.execPath}" "${program}"\n`,
);
after(() => rmSync(home, { recursive: true }));

for (const name of Object.keys(process.env)) {
  if (/^(AWS|KEYWARD)_/.test(name)) delete process.env[name];
}
process.env.HOME = home;
process.env.KEYWARD_HOME = join(home, 'keyward');
process.env.AWS_EC2_METADATA_DISABLED = 'true';

let number = 0;
beforeEach(() => {
  writeFileSync(runs, '');
  // No test sees another's engine.
  process.env.KEYWARD_TEST = String((number += 1));
});

const marks = () => readFileSync(runs, 'utf8').split('\n').slice(0, -1);

/** A provider of its own, which remembers nothing: a function of its own makes its options no other's. */
function ask(mark, properties) {
  process.env.MARK = mark;
  return fromKeyward({ profile: 'p', clientConfig: { region: () => undefined } })(properties);
}

test('a variable that decides nothing leaves everything as it is', async () => {
  await ask('one');
  await ask('two');
  assert.deepEqual(marks(), ['one']);
});

test('a program inherits the environment of the call that runs it', async () => {
  await ask('one');
  await ask('two', { forceRefresh: true });
  assert.deepEqual(marks(), ['one', 'two']);
});

test('a variable that decides has an engine of its own, and the first one stays', async () => {
  await ask('one');
  process.env.AWS_REGION = 'eu-west-1';
  await ask('two');
  delete process.env.AWS_REGION;
  await ask('three');
  assert.deepEqual(marks(), ['one', 'two']);
});

test('worker threads with environments of their own do not push each other out', async () => {
  const code = `import('keyward').then(({ fromKeyward }) => fromKeyward({ profile: 'p' })());`;
  const work = (AWS_REGION) =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, AWS_REGION, MARK: AWS_REGION };
      const worker = new Worker(code, { eval: true, env });
      worker.once('error', reject);
      worker.once('exit', resolve);
    });
  for (const region of ['eu-west-1', 'us-east-1', 'eu-west-1', 'us-east-1']) await work(region);
  assert.deepEqual(marks(), ['eu-west-1', 'us-east-1']);
});

test('a program that changes its environment without end keeps the latest only', async () => {
  await ask('one');
  for (let region = 0; region < 20; region += 1) {
    process.env.AWS_REGION = `region-${region}`;
    await explain({ profile: 'p', resolve: false });
  }
  delete process.env.AWS_REGION;
  await ask('two');
  assert.deepEqual(marks(), ['one', 'two']);
});
