'use strict';

// Whoever asks for `aws-sdk`, by `require` or `import`, gets `keyward/aws-sdk`. The package need not be installed.

const Module = require('node:module');
const { pathToFileURL } = require('node:url');
const { aroundLoad } = require('./around-load.cjs');
const { facadeName, facadeOfFile, uncovered } = require('./facade-names.cjs');

let isAnswered = false;

function answerSdkV2() {
  if (isAnswered) return;
  isAnswered = true;
  answerRequire();
  answerImport();
  answerFiles();
}

function answerRequire() {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function resolveFilename(request, ...more) {
    const name = facadeName(request);
    return name ? find(name, request) : resolve.call(this, request, ...more);
  };
}

function find(name, request) {
  try {
    return require.resolve(name);
  } catch (cause) {
    throw uncovered(request, cause);
  }
}

/** Node 20 runs such hooks in a thread of their own. */
function answerImport() {
  if (Module.registerHooks) Module.registerHooks({ resolve: require('./facade-hooks.cjs').resolve });
  else Module.register('./facade-hooks.mjs', pathToFileURL(__filename));
}

/** Imports that stand beside `import 'keyward/register/aws-sdk'` were resolved before it ran, and run after it. */
function answerFiles() {
  aroundLoad((module, filename, load) => {
    const name = filename.includes('aws-sdk') && facadeOfFile(filename);
    if (!name) return load();
    module.exports = require(name);
    module.loaded = true;
  });
}

module.exports = { answerSdkV2 };
