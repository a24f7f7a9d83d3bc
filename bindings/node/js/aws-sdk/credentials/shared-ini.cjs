'use strict';

const { Credentials } = require('./base.cjs');
const { loadFrom, profileEnvironment, shaped, take } = require('./engine.cjs');
const { nameOf } = require('./profile.cjs');
const { resolveSync } = require('../../resolve-sync.cjs');
const { iniLoader } = require('../shared-ini/loader.cjs');
const { inherit } = require('../util/object.cjs');

const CODE = 'SharedIniFileCredentialsProviderFailure';

/**
 * A profile of AWS's files: keys in the vault or in the file at once; a role, a process, Identity Center and all else that the
 * engine knows when they are asked for.
 */
const SharedIniFileCredentials = inherit(Credentials, {
  constructor: function SharedIniFileCredentials(options) {
    Credentials.call(this);
    const given = options || {};
    this.filename = given.filename;
    this.profile = nameOf(given);
    this.disableAssumeRole = Boolean(given.disableAssumeRole);
    this.preferStaticCredentials = Boolean(given.preferStaticCredentials);
    this.tokenCodeFn = given.tokenCodeFn || null;
    this.httpOptions = given.httpOptions || null;
    this.get(given.callback || (() => {}));
  },

  load(callback) {
    const { profile, filename, preferStaticCredentials: keysOnly } = this;
    const { credentials, error } = resolveSync('profile', { profile, filename, keysOnly });
    if (credentials) {
      take(this, credentials);
      callback(null);
    } else if (error.code !== 'not_supported') {
      callback(shaped(error, CODE, error.code === 'profile_not_found' ? `Profile ${profile} not found` : error.message));
    } else if (this.disableAssumeRole) {
      callback(shaped(error, CODE, `Role assumption profiles are disabled. Failed to load profile ${profile}`));
    } else {
      this._ask(callback);
    }
  },

  _ask(callback) {
    const { profile, tokenCodeFn: mfa } = this;
    loadFrom(this, { env: profileEnvironment(this), profile, mfa, code: CODE, fallbackRegion: 'us-east-1' }, callback);
  },

  refresh(callback = () => {}) {
    iniLoader.clearCachedFiles();
    this.coalesceRefresh(callback, this.disableAssumeRole);
  },
});

module.exports = { SharedIniFileCredentials };
