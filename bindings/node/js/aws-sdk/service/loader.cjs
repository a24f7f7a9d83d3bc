'use strict';

// Finds the official client of a service: beside the program first, as the program itself would, then beside keyward.

const { createRequire } = require('node:module');
const path = require('node:path');
const { KeywardError } = require('../../error.cjs');
const { names } = require('./names.cjs');

/** `@aws-sdk/client-s3` for `S3`. */
function packageOf(service) {
  return `@aws-sdk/client-${names[service]}`;
}

/** The exports of the official client. */
function load(service) {
  const name = packageOf(service);
  for (const from of places()) {
    const file = resolve(from, name);
    if (file) return checked(from(file), service, name);
  }
  throw new KeywardError({
    code: 'not_supported',
    message: `AWS.${service} needs the package ${name}, which is not installed`,
    hint: `npm install ${name}`,
  });
}

// Clients tell their shapes since the end of 2025.
function checked(module, service, name) {
  const Command = Object.entries(module).find(([key]) => /^[A-Z].*Command$/.test(key))?.[1];
  if (Array.isArray(Command && new Command({}).schema)) return module;
  throw new KeywardError({
    code: 'not_supported',
    message: `AWS.${service} needs a newer version of the package ${name}`,
    hint: `npm install ${name}@latest`,
  });
}

function* places() {
  const program = require.main?.filename ?? process.argv[1];
  if (program) yield createRequire(path.resolve(program));
  yield createRequire(path.join(process.cwd(), 'program.js'));
  yield require;
}

function resolve(from, name) {
  try {
    return from.resolve(name);
  } catch (err) {
    if (err.code === 'MODULE_NOT_FOUND' || err.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined;
    throw err;
  }
}

module.exports = { load, packageOf };
