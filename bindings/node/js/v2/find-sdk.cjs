'use strict';

// The program's own `aws-sdk`: credentials must inherit from the class that its services know.

const { createRequire } = require('node:module');
const { isAbsolute, join } = require('node:path');
const { KeywardError } = require('../error.cjs');

const LOADER = /[\\/]aws-sdk[\\/]lib[\\/]node_loader\.js$/;

/** The copy that the program has loaded, else the one that it would. */
function findSdk() {
  const sdk = loaded() ?? installed();
  if (sdk) return sdk;
  throw new KeywardError({
    code: 'not_supported',
    message: 'keyward/v2 extends the package aws-sdk, which is not installed beside this program',
    hint: 'run `npm i aws-sdk`, or use keyward/aws-sdk, which has its interface and needs the v3 clients only',
  });
}

function loaded() {
  return Object.values(require.cache).find((module) => module?.loaded && LOADER.test(module.filename))?.exports;
}

function installed() {
  for (const place of places()) {
    const requireThere = createRequire(place);
    // Without the services: a program that wants one loads it itself.
    if (canResolve(requireThere, 'aws-sdk/global')) return requireThere('aws-sdk/global');
  }
  return undefined;
}

/** The program, then the folder that it was started in. */
function places() {
  const folder = join(process.cwd(), 'x.js');
  return [require.main?.filename, process.argv[1], folder].filter((place) => place && isAbsolute(place));
}

function canResolve(requireThere, name) {
  try {
    return Boolean(requireThere.resolve(name));
  } catch {
    return false;
  }
}

module.exports = { findSdk };
