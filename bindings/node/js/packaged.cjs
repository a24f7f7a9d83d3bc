'use strict';

// Where the files of this platform lie: the addon and the command.

const { statSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { platform } = require('./platform.cjs');

// An ES module that a bundler made has no `__filename`.
const here = typeof __filename === 'string' ? __filename : (process.argv[1] ?? join(process.cwd(), 'bundle'));

/** The path of `file`, or nothing: in this package, then in the platform's, then beside a bundle. */
function packaged(file, name = platform()) {
  const folder = dirname(here);
  // npm, pnpm and Yarn lay packages of one project side by side.
  const neighbour = join(folder, '..', '..', '@keyward', name, file);
  return one(join(folder, '..', file)) ?? one(neighbour) ?? inPackage(file, name) ?? one(join(folder, file));
}

/** Wherever else Node finds it. `node:module` costs a millisecond, so it is asked last. */
function inPackage(file, name) {
  try {
    const { createRequire } = require('node:module');
    return one(join(dirname(createRequire(here).resolve(`@keyward/${name}/package.json`)), file));
  } catch {
    return undefined;
  }
}

/** An addon. Not by `require`: a bundler would look into it at build time, and fail on seven packages of which one is there. */
function load(file) {
  const loaded = { exports: {} };
  process.dlopen(loaded, file);
  return loaded.exports;
}

function one(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** The command `keyward` that came with this package, or nothing. */
function command() {
  return packaged(process.platform === 'win32' ? 'keyward.exe' : 'keyward');
}

module.exports = { command, here, load, packaged };
