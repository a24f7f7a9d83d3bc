'use strict';

const { Credentials } = require('./base.cjs');
const { loadFrom, profileEnvironment } = require('./engine.cjs');
const { nameOf, profileOf } = require('./profile.cjs');
const { iniLoader } = require('../shared-ini/loader.cjs');
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

  load(callback) {
    try {
      if (!profileOf(this, CODE).credential_process) {
        throw coded(CODE, `Profile ${this.profile} did not include credential process`);
      }
    } catch (err) {
      callback(err);
      return;
    }
    loadFrom(this, { env: profileEnvironment(this), profile: this.profile, code: CODE }, callback);
  },

  refresh(callback = () => {}) {
    iniLoader.clearCachedFiles();
    this.coalesceRefresh(callback);
  },
});

module.exports = { ProcessCredentials };
