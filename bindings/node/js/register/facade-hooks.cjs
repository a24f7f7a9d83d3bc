'use strict';

const { pathToFileURL } = require('node:url');
const { facadeName, uncovered } = require('./facade-names.cjs');

// `keyward` finds itself by its name from its own files only.
const parentURL = pathToFileURL(__filename).href;

/** A resolve hook for `Module.registerHooks`. */
function resolve(specifier, context, next) {
  const name = facadeName(specifier);
  if (!name) return next(specifier, context);
  try {
    return next(name, { ...context, parentURL });
  } catch (cause) {
    throw uncovered(specifier, cause);
  }
}

/** The same for `Module.register`, whose hooks wait. */
async function resolveLater(specifier, context, next) {
  const name = facadeName(specifier);
  if (!name) return next(specifier, context);
  return next(name, { ...context, parentURL }).catch((cause) => {
    throw uncovered(specifier, cause);
  });
}

module.exports = { resolve, resolveLater };
