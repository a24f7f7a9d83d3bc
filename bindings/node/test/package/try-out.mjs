// Installs tarballs of keyward into an empty project, without any registry, and uses them as a program would, on every
// runtime that is here. Needs nothing of the clone but this folder:
//
//     KEYWARD_TARBALLS=keyward-0.1.0.tgz:keyward-linux-x64-gnu-0.1.0.tgz node --test try-out.mjs
//
// KEYWARD_NODE_MODULES names a folder with further runtimes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const tarballs = (process.env.KEYWARD_TARBALLS ?? '').split(delimiter).filter(Boolean).map((file) => resolve(file));
const project = mkdtempSync(join(tmpdir(), 'keyward-try-out-'));
const installed = join(project, 'node_modules/keyward');
const npm = process.platform === 'win32' ? ['npm.cmd', { shell: true }] : ['npm', {}];

// Neither the command nor the files of whoever runs this.
const { PATH, HOME, SystemRoot, USERPROFILE } = process.env;
const env = {
  ...Object.fromEntries(Object.entries({ PATH, SystemRoot }).filter(([, value]) => value)),
  HOME: project,
  USERPROFILE: project,
  AWS_EC2_METADATA_DISABLED: 'true',
  KEYWARD_HOME: join(project, 'vault'),
};

const run = (program, args, more = {}) =>
  execFileSync(program, args, { cwd: project, env, encoding: 'utf8', timeout: 120_000, stdio: ['ignore', 'pipe', 'pipe'], ...more });

before(() => {
  assert.ok(tarballs.length > 0, 'KEYWARD_TARBALLS names no tarball');
  writeFileSync(join(project, 'package.json'), '{ "name": "app", "private": true }\n');
  // An empty cache and no network: what is not in the tarballs is not there.
  const flags = ['--offline', '--cache', join(project, 'cache'), '--ignore-scripts', '--no-audit', '--no-fund'];
  run(npm[0], ['install', ...flags, ...tarballs], { ...npm[1], env: { ...env, HOME: HOME ?? project, USERPROFILE: USERPROFILE ?? project } });
  cpSync(fileURLToPath(new URL('app', import.meta.url)), project, { recursive: true });
});

after(() => rmSync(project, { recursive: true, force: true }));

test('nothing but keyward is installed', () => {
  const names = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
  assert.deepEqual(names.filter((name) => name !== '@keyward'), ['keyward']);
  const natives = names.includes('@keyward') ? readdirSync(join(project, 'node_modules/@keyward')) : [];
  assert.equal(natives.length, tarballs.length - 1);
});

test('npx keyward is the command of the same version', () => {
  const { version } = manifest();
  const [npx, more] = process.platform === 'win32' ? ['npx.cmd', { shell: true }] : ['npx', {}];
  assert.equal(run(npx, ['--offline', 'keyward', '--version'], more).trim(), `keyward ${version}`);
});

test('every export is there for require and for import, with the same names or as one default', () => {
  linkSdks();
  for (const name of entries()) {
    const required = names(`Object.keys(require('${name}'))`);
    const imported = names(`import('${name}').then(Object.keys)`);
    // One that stands on a package of AWS says which one is missing.
    if (required.missing || imported.missing) assert.match(required.missing ?? imported.missing, /npm i /, name);
    else if (imported.names.length > 0 || !imported.whole) assert.deepEqual(imported.names, required.names, name);
  }
});

/** What the expression, a list or a promise of one, gives in a process of its own. */
function names(expression) {
  const program = `(async () => ${expression})().then((names) => ({ names }), ({ message, code, hint }) => {
    if (code !== 'not_supported') throw new Error(message);
    return { missing: hint };
  }).then((said) => console.log(JSON.stringify(said)))`;
  const { names = [], missing } = JSON.parse(run(process.execPath, ['-e', program]));
  const whole = names.includes('default');
  return { names: names.filter((name) => name !== 'default' && name !== 'module.exports').sort(), whole, missing };
}

/** AWS's packages beside keyward, where they are to be had. */
function linkSdks() {
  for (const name of ['aws-sdk', '@aws-sdk', '@smithy']) {
    const there = ofClients(name);
    if (there !== join(project, name) && existsSync(there)) symlinkSync(there, join(project, 'node_modules', name), 'junction');
  }
}

for (const [name, { program, flags }] of Object.entries(runtimes())) {
  for (const app of ['app.mjs', 'app.cjs']) {
    const skip = existsSync(program) ? false : 'it is not installed here';
    test(`${name}: ${app} gets its first credentials`, { skip }, () => {
      const said = JSON.parse(run(program, [...flags, app]));
      // A session of the sandbox's instance: asked over HTTP, by the native part.
      assert.match(said.accessKeyId, /^ASIA/);
      assert.equal(said.sessionToken, true);
    });
  }
}

const old = ofClients('node-18/bin/node');
test('a Node that is too old is told so', { skip: !existsSync(old) && 'Node 18 is not installed here' }, () => {
  const program = `try{require('keyward').fromKeyward()().catch(say)}catch(error){say(error)}function say({code,message,hint}){console.log(JSON.stringify({code,message,hint}))}`;
  const error = JSON.parse(run(old, ['-e', program]));
  assert.equal(error.code, 'not_supported');
  assert.match(error.message, /^keyward does not run on Node 18\.\d+\.\d+$/);
  assert.equal(error.hint, 'use Node 20 or newer');
});

function runtimes() {
  const node = (folder) => ({ program: ofClients(`${folder}/bin/node`), flags: [] });
  return {
    [`Node ${process.versions.node}`]: { program: process.execPath, flags: [] },
    'Node 22': node('node-22'),
    'Node 24': node('node-24'),
    Bun: { program: ofClients('@oven/bun-linux-x64/bin/bun'), flags: [] },
    Deno: { program: ofClients('@deno/linux-x64-glibc/deno'), flags: ['run', '--allow-all', '--no-remote'] },
  };
}

function ofClients(file) {
  return join(process.env.KEYWARD_NODE_MODULES || project, file);
}

/** The names that a program may import. A pattern stands for the first files that are there. */
function entries() {
  return Object.entries(manifest().exports)
    .filter(([name]) => !name.endsWith('.json'))
    .flatMap(([name, target]) => (name.includes('*') ? matching(name, target.require?.default ?? target.default ?? target) : [name]))
    .map((name) => name.replace(/^\./, 'keyward'));
}

function matching(name, target) {
  const [folder, end] = target.split('*');
  const files = readdirSync(join(installed, folder)).filter((file) => file.endsWith(end));
  // They are alike, and each takes two processes.
  return files.slice(0, 3).map((file) => name.replace('*', file.slice(0, file.length - end.length)));
}

function manifest() {
  return JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
}
