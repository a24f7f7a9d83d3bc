'use strict';

// Credentials for the package `aws-sdk` (SDK v2) of the program.

const { credentialsFor } = require('./credentials.cjs');
const { install } = require('./install.cjs');

module.exports = {
  credentialsFor,
  install,
  /** The class for the program's own copy, which is looked for when the class is first asked for. */
  get KeywardCredentials() {
    return credentialsFor(require('./find-sdk.cjs').findSdk());
  },
};
