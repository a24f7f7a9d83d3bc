'use strict';

// What the checks of options share: one error for each kind of mistake.

const { KeywardError } = require('./error.cjs');

function invalid(message, hint, cause) {
  return new KeywardError({ code: 'invalid_argument', message, hint, cause });
}

function unknown(name, known) {
  return invalid(`${name} is not an option`, `the options are ${[...known].join(', ')}`);
}

function notYet(name, hint = 'leave it out') {
  return new KeywardError({
    code: 'not_supported',
    message: `the option ${name} is not supported by this version of keyward`,
    hint,
  });
}

/** Throws unless it is an object, whose names may then be looked at. */
function object(value, name, example) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw invalid(`${name} must be an object`, `write ${example}`);
  }
}

/** The string, or nothing where it is optional. */
function string(value, name) {
  if (value !== undefined && (typeof value !== 'string' || value === '')) {
    throw invalid(`${name} must be a string that is not empty`, 'leave it out or give a string');
  }
  return value;
}

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

module.exports = { invalid, isRegion, notYet, object, region, string, unknown };
