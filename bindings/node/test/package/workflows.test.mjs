// The workflows of CI: well-formed, every action pinned, no more rights than needed, every platform built.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';

const { PLATFORMS } = createRequire(import.meta.url)('../../js/platform.cjs');
const folder = fileURLToPath(new URL('../../../../.github/workflows/', import.meta.url));
const files = readdirSync(folder);

const { KEYWARD_VENV: venv } = process.env;
const python = process.platform === 'win32' ? `${venv}/Scripts/python` : `${venv}/bin/python`;
const toJson = 'import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1], encoding="utf-8")), sys.stdout, default=str)';
const parsed = (file) => JSON.parse(execFileSync(python, ['-c', toJson, folder + file], { encoding: 'utf8' }));
const withYaml = { skip: !venv && 'KEYWARD_VENV names no Python' };

for (const file of files) {
  test(`${file}: every job has a limit, none has rights that it does not name`, withYaml, () => {
    const { permissions, jobs } = parsed(file);
    assert.deepEqual(permissions, { contents: 'read' });
    for (const [name, job] of Object.entries(jobs)) assert.ok(job['timeout-minutes'] > 0, name);
  });

  test(`${file}: actions are pinned to a commit, with the version beside it`, () => {
    const used = [...readFileSync(folder + file, 'utf8').matchAll(/uses: (.*)/g)].map(([, action]) => action);
    assert.ok(used.length > 0);
    for (const action of used) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
}

test('a release builds every platform, and only publishing may identify itself', withYaml, () => {
  const { jobs } = parsed('release.yml');
  const built = jobs.build.strategy.matrix.include.map(({ platform }) => platform);
  assert.deepEqual(built.sort(), PLATFORMS);
  assert.deepEqual(jobs.publish.permissions, { contents: 'read', 'id-token': 'write' });
  assert.equal(jobs.build.permissions, undefined);
});

const linter = spawnSync('actionlint', ['-version']).status === 0;
test('actionlint finds nothing', { skip: !linter && 'actionlint is not installed' }, () => {
  execFileSync('actionlint', files.map((file) => folder + file), { stdio: 'pipe' });
});
