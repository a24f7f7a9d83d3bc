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

module.exports = { invalid, notYet, object, string, unknown };
