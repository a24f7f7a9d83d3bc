// Bundlers take keyward's JavaScript in without any setting; the addon stays outside and is found.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { here, installed } from './installed.mjs';

const { KEYWARD_NODE_MODULES: modules } = process.env;
const options = { skip: !modules && 'KEYWARD_NODE_MODULES names no bundlers' };
const addon = fileURLToPath(new URL(`../../keyward.${here}.node`, import.meta.url));

const PROGRAM = `import { fromKeyward } from 'keyward';
fromKeyward()().then(({ accessKeyId }) => console.log(accessKeyId));
`;

const bundler = (name) => createRequire(import.meta.url)(join(modules, name));

const bundlers = {
  'esbuild, CommonJS': (project) =>
    bundler('esbuild').build({ ...esbuild(project), format: 'cjs', outfile: join(project, 'out/app.cjs') }),
  'esbuild, ES module with the usual banner': (project) =>
    bundler('esbuild').build({
      ...esbuild(project),
      format: 'esm',
      outfile: join(project, 'out/app.mjs'),
      banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    }),
  webpack: (project) =>
    new Promise((resolve, reject) => {
      const output = { path: join(project, 'out'), filename: 'app.cjs' };
      bundler('webpack')({ mode: 'production', target: 'node', entry: join(project, 'app.mjs'), output }, (error, stats) => {
        if (error || stats.hasErrors() || stats.hasWarnings()) reject(error ?? new Error(stats.toString()));
        else resolve();
      });
    }),
};

for (const [name, bundle] of Object.entries(bundlers)) {
  test(`${name}: the platform's package is found, or the file beside the bundle`, options, async (t) => {
    const { project, folder } = installed(t, { [here]: {} });
    writeFileSync(join(project, 'app.mjs'), PROGRAM);
    await bundle(project);
    rmSync(join(folder, 'keyward'), { recursive: true });

    const packaged = join(folder, '@keyward', here, `keyward.${here}.node`);
    symlinkSync(addon, packaged);
    assert.equal(run(project), 'AKIAIOSFODNN7EXAMPLE\n');

    rmSync(folder, { recursive: true });
    symlinkSync(addon, join(project, 'out', `keyward.${here}.node`));
    assert.equal(run(project), 'AKIAIOSFODNN7EXAMPLE\n');
  });
}

function esbuild(project) {
  mkdirSync(join(project, 'out'));
  return { entryPoints: [join(project, 'app.mjs')], bundle: true, platform: 'node', logLevel: 'error' };
}

/** With static keys in the environment, and no files of the developer's. */
function run(project) {
  const AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const { PATH } = process.env;
  const env = { PATH, HOME: project, KEYWARD_HOME: join(project, 'vault'), AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY };
  const [file] = readdirSync(join(project, 'out')).filter((name) => name.startsWith('app.'));
  return execFileSync(process.execPath, [join(project, 'out', file)], { cwd: project, env, encoding: 'utf8' });
}
