'use strict';

const { Credentials } = require('./base.cjs');
const { nameOf, throughEngine } = require('./profile.cjs');
const { coded } = require('../util/error.cjs');
const { inherit } = require('../util/object.cjs');

const CODE = 'ProcessCredentialsProviderFailure';

/** `credential_process` of a profile. */
const ProcessCredentials = inherit(Credentials, {
  constructor: function ProcessCredentials(options) {
    Credentials.call(this);
    const given = options || {};
    this.filename = given.filename;
    this.profile = nameOf(given);
    this.get(given.callback || (() => {}));
  },

  ...throughEngine(CODE, check),
});

function check(profile, name) {
  if (!profile.credential_process) throw coded(CODE, `Profile ${name} did not include credential process`);
}

module.exports = { ProcessCredentials };
