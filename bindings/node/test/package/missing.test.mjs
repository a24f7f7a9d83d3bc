// An installation without the native part, or with one that does not fit: the error says what to run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { elsewhere, here, installed } from './installed.mjs';

/** What `require('keyward')` of that project throws, as JSON. */
function refusal({ js }, { prelude = '' } = {}) {
  const program = `${prelude};try{require(${JSON.stringify(join(js, 'index.cjs'))}).fromKeyward()().catch(say)}catch(error){say(error)}
    function say({name,code,message,hint}){console.log(JSON.stringify({name,code,message,hint}))}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

/** Plays another machine. */
const machine = (platform, arch) =>
  `Object.defineProperty(process, 'platform', { value: '${platform}' });Object.defineProperty(process, 'arch', { value: '${arch}' })`;

test('no native part: the error names the platform and the command that installs it', (t) => {
  const error = refusal(installed(t));
  assert.deepEqual([error.name, error.code], ['KeywardError', 'not_supported']);
  assert.equal(error.message, `@keyward/${here}, the native part of keyward for this platform, is not installed`);
  const [os, cpu] = here.split('-');
  assert.match(error.hint, new RegExp(`npm i --os=${os} --cpu=${cpu}`));
  assert.equal(/--libc=/.test(error.hint), os === 'linux');
});

test('node_modules of another machine: the error names what is there', (t) => {
  const other = elsewhere[0];
  const error = refusal(installed(t, { [other]: { [`keyward.${other}.node`]: '' } }));
  assert.match(error.message, new RegExp(`@keyward/${here}, .* is not installed; installed is the one for ${other}$`));
});

test('every platform is asked for by its own flags', (t) => {
  const project = installed(t);
  assert.match(refusal(project, { prelude: machine('win32', 'x64') }).hint, /^run `npm i --os=win32 --cpu=x64 keyward`/);
  assert.match(refusal(project, { prelude: machine('darwin', 'arm64') }).hint, /^run `npm i --os=darwin --cpu=arm64 keyward`/);
  assert.equal(refusal(project, { prelude: machine('freebsd', 'x64') }).message, 'there is no keyward for freebsd-x64');
});

test('an addon that the system refuses is named, with the reason', (t) => {
  const error = refusal(installed(t, { [here]: { [`keyward.${here}.node`]: 'not a library' } }));
  assert.equal(error.code, 'not_supported');
  assert.match(error.message, new RegExp(`keyward\\.${here}\\.node, could not be loaded: .`));
});

test('a C library that is too old is told as such', () => {
  const { broken } = createRequire(import.meta.url)('../../js/missing.cjs');
  const { hint } = broken('x.node', new Error("libc.so.6: version `GLIBC_2.34' not found (required by x.node)"));
  assert.match(hint, /^it wants GLIBC 2\.34 or newer/);
});
