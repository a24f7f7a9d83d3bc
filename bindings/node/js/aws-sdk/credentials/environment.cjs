'use strict';

const { Credentials } = require('./base.cjs');
const { resolveSync } = require('../../resolve-sync.cjs');
const { coded } = require('../util/error.cjs');
const { inherit } = require('../util/object.cjs');

const CODE = 'EnvironmentCredentialsProviderFailure';

/** `PREFIX_ACCESS_KEY_ID`, `_SECRET_ACCESS_KEY`, `_SESSION_TOKEN`, read at once. */
const EnvironmentCredentials = inherit(Credentials, {
  constructor: function EnvironmentCredentials(envPrefix) {
    Credentials.call(this);
    this.envPrefix = envPrefix;
    this.get(() => {});
  },

  refresh(callback = throwing) {
    const prefix = this.envPrefix || '';
    const { credentials: found } = resolveSync('environment', { prefix });
    if (!found) {
      callback(coded(CODE, `Variable ${missing(prefix)} not set.`));
      return;
    }
    Credentials.call(this, found);
    callback();
  },
});

function missing(prefix) {
  const names = ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'].map((name) => (prefix ? `${prefix}_${name}` : name));
  return names.find((name) => !process.env[name]);
}

function throwing(err) {
  if (err) throw err;
}

module.exports = { EnvironmentCredentials };
