'use strict';

const { pathToFileURL } = require('node:url');
const { facadeName } = require('./facade-names.cjs');

// `keyward` finds itself by its name from its own files only.
const parentURL = pathToFileURL(__filename).href;

/** A resolve hook of Node's, for either kind of hooks. */
function resolve(specifier, context, next) {
  const name = facadeName(specifier);
  return name ? next(name, { ...context, parentURL }) : next(specifier, context);
}

module.exports = { resolve };
