'use strict';

const { invalid, object } = require('../check.cjs');

/** SDK v2 asks for codes by `tokenCodeFn(serial, callback)`; everything else is an option of `fromKeyward`. */
function settings(options = {}) {
  object(options, 'the options', "new KeywardCredentials({ profile: 'NAME' })");
  const { tokenCodeFn, ...rest } = options;
  if (tokenCodeFn === undefined || tokenCodeFn === null) return rest;
  if (typeof tokenCodeFn !== 'function') {
    throw invalid('tokenCodeFn must be a function', "write tokenCodeFn: (serial, callback) => callback(null, '123456')");
  }
  if (rest.mfaCodeProvider !== undefined) {
    throw invalid('tokenCodeFn and mfaCodeProvider both ask for codes', 'leave one of them out');
  }
  return { ...rest, mfaCodeProvider: (serial) => code(tokenCodeFn, serial) };
}

function code(tokenCodeFn, serial) {
  return new Promise((resolve, reject) => {
    tokenCodeFn(serial, (error, found) => (error ? reject(error) : resolve(found)));
  });
}

module.exports = { settings };
