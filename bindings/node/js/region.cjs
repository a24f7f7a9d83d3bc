'use strict';

const { invalid } = require('./check.cjs');

// A region becomes a part of a host name: SDK v3 asks the same of it.
const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

function isRegion(value) {
  return typeof value === 'string' && HOST_LABEL.test(value);
}

/** The region, or nothing where none is given. */
function region(value, name) {
  if (value === undefined || isRegion(value)) return value;
  throw invalid(`${name} is not a region`, 'write it as eu-west-1');
}

module.exports = { isRegion, region };
