'use strict';

// Loads the addon of this platform.

const { statSync } = require('node:fs');
const { join } = require('node:path');

const OLDEST_NODE = 20;

function native() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) throw require('./missing.cjs').oldNode(OLDEST_NODE);
  return installed() ?? searched();
}

/** The only addon of this system that is installed: no look at the C library is needed, and no other file. */
function installed() {
  const found = names().flatMap((name) => places(name).filter(isFile));
  try {
    return found.length === 1 ? load(found[0]) : undefined;
  } catch {
    // `searched` says what is wrong with it.
    return undefined;
  }
}

function names() {
  const { platform, arch } = process;
  const libraries = { linux: ['-gnu', '-musl'], win32: ['-msvc'] }[platform] ?? [''];
  return libraries.map((library) => `${platform}-${arch}${library}`);
}

/** In this package, or in the platform's: npm, pnpm and Yarn lay packages of one project side by side. */
function places(name) {
  // An ES module that a bundler made has no `__dirname`.
  if (typeof __dirname !== 'string') return [];
  const file = `keyward.${name}.node`;
  return [join(__dirname, '..', file), join(__dirname, '..', '..', '@keyward', name, file)];
}

function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile();
}

/** Wherever it may be, and why it is nowhere. */
function searched() {
  const { packaged } = require('./packaged.cjs');
  const name = require('./platform.cjs').platform();
  const file = packaged(`keyward.${name}.node`, name);
  if (!file) throw require('./missing.cjs').missing(name);
  try {
    return load(file);
  } catch (cause) {
    throw require('./missing.cjs').broken(file, cause);
  }
}

/** Not by `require`: a bundler would look into it at build time, and fail on seven packages of which one is there. */
function load(file) {
  const loaded = { exports: {} };
  process.dlopen(loaded, file);
  return loaded.exports;
}

module.exports = native();
