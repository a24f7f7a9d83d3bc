'use strict';

const { Credentials } = require('./base.cjs');
const { nameOf, throughEngine } = require('./profile.cjs');
const { coded } = require('../util/error.cjs');
const { inherit } = require('../util/object.cjs');

const CODE = 'SsoCredentialsProviderFailure';
const SESSION = ['sso_session', 'sso_account_id', 'sso_role_name'];
const LEGACY = ['sso_start_url', 'sso_account_id', 'sso_region', 'sso_role_name'];

/** A role that IAM Identity Center gives; the token of its session is renewed by the engine. */
const SsoCredentials = inherit(Credentials, {
  constructor: function SsoCredentials(options) {
    Credentials.call(this);
    const given = options || {};
    this.errorCode = CODE;
    this.expired = true;
    this.filename = given.filename;
    this.profile = nameOf(given);
    this.service = given.ssoClient;
    this.httpOptions = given.httpOptions || null;
    this.get(given.callback || (() => {}));
  },

  ...throughEngine(CODE, check),
});

function check(profile, name) {
  const needed = profile.sso_session ? SESSION : LEGACY;
  const missing = needed.filter((key) => !profile[key]);
  if (missing.length === 0) return;
  throw coded(CODE, `Profile ${name} does not have valid SSO credentials. Missing: ${missing.join(', ')}`);
}

module.exports = { SsoCredentials };
