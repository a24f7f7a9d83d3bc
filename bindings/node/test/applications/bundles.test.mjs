// examples/bundle: one file and the addon, in a folder without packages.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Ground, skip } from '../support/ground.mjs';

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));
const addon = readdirSync(PACKAGE).find((name) => name.endsWith('.node'));
const run = promisify(execFile);

describe('bundles', { skip, timeout: 300_000 }, () => {
  let ground;
  let folder;
  before(async () => {
    ground = await Ground.start();
    folder = ground.example('bundle');
  });
  after(() => ground?.stop());

  /** Where nothing is but the bundle and what is put beside it. */
  const alone = async (bundle, files, check) => {
    const place = mkdtempSync(join(tmpdir(), 'keyward-bundle-'));
    try {
      copyFileSync(join(folder, 'out', bundle), join(place, bundle));
      for (const name of files) copyFileSync(join(PACKAGE, name), join(place, name));
      await check(await ground.run([join(place, bundle)], { cwd: place }));
    } finally {
      rmSync(place, { recursive: true });
    }
  };

  const builders = {
    'app.mjs': ['esbuild', () => run(process.execPath, ['esbuild.mjs'], { cwd: folder })],
    'app.cjs': ['webpack', () => webpack()],
  };
  const webpack = () => {
    const program = `
      const configuration = require('./webpack.config.cjs');
      require('webpack')(configuration, (error, stats) => {
        if (error || stats.hasErrors() || stats.hasWarnings()) throw error ?? new Error(stats.toString('errors-warnings'));
      });`;
    return run(process.execPath, ['-e', program], { cwd: folder });
  };

  for (const [bundle, [name, build]] of Object.entries(builders)) {
    test(`${name} makes a bundle that runs, and says what it wants where the addon is missing`, async () => {
      await build();
      await alone(bundle, [addon], ({ code, stdout, stderr }) => {
        assert.equal(code, 0, stderr);
        assert.match(JSON.parse(stdout).arn, /:assumed-role\/app\//);
      });
      await alone(bundle, [], ({ code, stderr }) => {
        assert.notEqual(code, 0);
        assert.match(stderr, /not_supported/);
        assert.match(stderr, /in a bundle, ship node_modules\/@keyward\//);
      });
    });
  }
});
