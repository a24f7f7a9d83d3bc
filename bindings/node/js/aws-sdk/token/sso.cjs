'use strict';

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { Token } = require('./base.cjs');
const { nameOf, profileOf } = require('../credentials/profile.cjs');
const { iniLoader } = require('../shared-ini/loader.cjs');
const { coded } = require('../util/error.cjs');
const { inherit } = require('../util/object.cjs');

const CODE = 'SSOTokenProviderFailure';

/** The token of an IAM Identity Center session, as it was signed in. It is not renewed here: signing in again is a person's. */
const SSOTokenProvider = inherit(Token, {
  constructor: function SSOTokenProvider(options) {
    Token.call(this);
    this.expired = true;
    this.profile = nameOf(options || {});
    this.get(options?.callback || (() => {}));
  },

  load(callback) {
    try {
      Object.assign(this, tokenOf(this.profile), { expired: false });
    } catch (err) {
      callback(err);
      return;
    }
    callback(null);
  },

  refresh(callback = () => {}) {
    iniLoader.clearCachedFiles();
    this.coalesceRefresh(callback);
  },
});

function tokenOf(profile) {
  const { sso_session: session } = profileOf({ profile }, CODE);
  if (!session) throw coded(CODE, `Profile "${profile}" is missing required property "sso_session".`);
  const { accessToken, expiresAt } = JSON.parse(readFileSync(cacheFile(session), 'utf-8'));
  const expireTime = new Date(expiresAt);
  if (!accessToken || !(expireTime > new Date())) {
    throw coded(CODE, `The session ${session} has ended: sign in with \`aws sso login\``);
  }
  return { token: accessToken, expireTime };
}

function cacheFile(session) {
  const name = createHash('sha1').update(session).digest('hex');
  return path.join(iniLoader.getHomeDir(), '.aws', 'sso', 'cache', `${name}.json`);
}

module.exports = { SSOTokenProvider };
