'use strict';

const { KeywardError } = require('../error.cjs');

/** The error of a part of SDK v2 that is not here: it names the part, and what does the same. */
function notCovered(name, hint) {
  return new KeywardError({ code: 'not_supported', message: `${name} is not covered by keyward/aws-sdk`, hint });
}

/** In place of a class or a function of that name. */
function refusing(name, hint) {
  return function () {
    throw notCovered(name, hint);
  };
}

module.exports = { notCovered, refusing };
