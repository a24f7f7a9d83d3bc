// The list of platforms is in four places: the folders of npm/, package.json, the loader and the docs. They are one.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const { PLATFORMS } = require('../../js/platform.cjs');
const main = require('../../package.json');
const folders = readdirSync(new URL('../../npm', import.meta.url)).sort();
const manifest = (name) => require(`../../npm/${name}/package.json`);

test('the main package asks for every platform at its own version, and for nothing else', () => {
  assert.deepEqual(main.optionalDependencies, Object.fromEntries(folders.map((name) => [`@keyward/${name}`, main.version])));
  assert.equal(main.dependencies, undefined);
  assert.deepEqual(PLATFORMS, folders);
});

test('no install script runs on a user\'s machine', () => {
  for (const { scripts = {} } of [main, ...folders.map(manifest)]) {
    assert.deepEqual(Object.keys(scripts).filter((name) => /install|prepare/.test(name)), []);
  }
});

for (const name of folders) {
  test(`@keyward/${name} holds what its name says`, () => {
    const [os, cpu, library] = name.split('-');
    const { files, ...rest } = manifest(name);
    assert.equal(rest.name, `@keyward/${name}`);
    assert.deepEqual([rest.os, rest.cpu], [[os], [cpu]]);
    assert.deepEqual(rest.libc, { gnu: ['glibc'], musl: ['musl'] }[library]);
    assert.deepEqual(files, [`keyward.${name}.node`, os === 'win32' ? 'keyward.exe' : 'keyward']);
    for (const field of ['version', 'license', 'engines', 'publishConfig']) assert.deepEqual(rest[field], main[field], field);
  });
}

test('docs/platforms.md has a row for each platform', () => {
  const rows = readFileSync(new URL('../../../../docs/platforms.md', import.meta.url), 'utf8').matchAll(/^\| `([a-z0-9-]+)` \|/gm);
  assert.deepEqual([...rows].map(([, name]) => name).sort(), folders);
});

test('docs/platforms.md has the versions of the runtimes that the tests use', () => {
  const text = readFileSync(new URL('../../../../docs/platforms.md', import.meta.url), 'utf8');
  const { optionalDependencies } = require('../../../../acceptance/clients/node/package.json');
  const version = (name) => optionalDependencies[name].split('@').pop();
  for (const major of [18, 22, 24]) assert.match(text, new RegExp(`^\\| Node ${version(`node-${major}`)} `, 'm'));
  assert.match(text, new RegExp(`^\\| Bun ${version('@oven/bun-linux-x64')} `, 'm'));
  assert.match(text, new RegExp(`^\\| Deno ${version('@deno/linux-x64-glibc')} `, 'm'));
});
