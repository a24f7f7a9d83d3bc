// examples/sdk-v3/app.mts: compiled by tsc --strict, and as it is where Node takes TypeScript.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Ground, NODES, skip } from '../support/ground.mjs';

describe('TypeScript', { skip, timeout: 300_000 }, () => {
  let ground;
  let folder;
  before(async () => {
    ground = await Ground.start();
    folder = ground.example('sdk-v3');
  });
  after(() => ground?.stop());

  const says = async (program, node = process.execPath) => {
    const said = await ground.run([program, 'app'], { program: node, cwd: folder });
    assert.equal(said.code, 0, said.stderr);
    assert.match(said.stdout, /:assumed-role\/app\//);
  };

  test('compiled', async () => {
    const tsc = join(ground.folder, 'node_modules/typescript/bin/tsc');
    const options = ['--strict', '--preserveSymlinks', '--module', 'nodenext', '--target', 'es2023', '--types', 'node', '--outDir', 'out'];
    const { code, stdout } = await ground.run([tsc, ...options, 'app.mts'], { cwd: folder });
    assert.equal(code, 0, stdout);
    await says('out/app.mjs');
    const refused = await ground.run(['out/app.mjs', 'nobody'], { cwd: folder });
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /\(profile_not_found\)\nhint: /);
  });

  for (const [name, node] of NODES.filter(([name]) => name !== 'this Node')) {
    const absent = existsSync(node) ? false : `${name} is not installed`;
    test(`as it is on ${name}`, { skip: absent }, () => says('app.mts', node));
  }
});
