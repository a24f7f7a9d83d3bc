'use strict';

// Where the files of this platform lie: the addon and the command.

const { statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { platform } = require('./platform.cjs');

// An ES module that a bundler made has no `__filename`.
const here = typeof __filename === 'string' ? __filename : (process.argv[1] ?? join(process.cwd(), 'bundle'));

/** The path of `file`, or nothing: in this package, then in the platform's, then beside a bundle. */
function packaged(file, name = platform()) {
  const folder = dirname(here);
  return one(join(folder, '..', file)) ?? inPackage(file, name) ?? one(join(folder, file));
}

function inPackage(file, name) {
  try {
    return one(join(dirname(createRequire(here).resolve(`@keyward/${name}/package.json`)), file));
  } catch {
    return undefined;
  }
}

function one(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** The command `keyward` that came with this package, or nothing. */
function command() {
  return packaged(process.platform === 'win32' ? 'keyward.exe' : 'keyward');
}

module.exports = { command, here, packaged };
