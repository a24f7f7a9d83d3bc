'use strict';

const { Credentials } = require('./base.cjs');
const { bareEnvironment, loadFrom, profileEnvironment } = require('./engine.cjs');
const { nameOf, profileOf } = require('./profile.cjs');
const { coded } = require('../util/error.cjs');
const { copy, inherit } = require('../util/object.cjs');

const CODE = 'TokenFileWebIdentityCredentialsProviderFailure';

/** A role by an OIDC token in a file: the three variables of EKS, else the profile and the chain below it. */
const TokenFileWebIdentityCredentials = inherit(Credentials, {
  constructor: function TokenFileWebIdentityCredentials(clientConfig) {
    Credentials.call(this);
    this.data = null;
    this.clientConfig = copy(clientConfig || {});
  },

  load(callback) {
    let source;
    try {
      source = sourceOf(addresses(this.clientConfig));
    } catch (err) {
      callback(err);
      return;
    }
    loadFrom(this, { ...source, code: CODE }, callback);
  },

  refresh(callback = () => {}) {
    this.coalesceRefresh(callback);
  },
});

function sourceOf(variables) {
  const { AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN } = process.env;
  if (AWS_WEB_IDENTITY_TOKEN_FILE && AWS_ROLE_ARN) {
    return { env: bareEnvironment({ AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN, ...variables }) };
  }
  const profile = nameOf({});
  const { web_identity_token_file: file, source_profile: source } = profileOf({ profile }, CODE);
  if (!file && !source) throw coded(CODE, `Profile ${profile} has no web_identity_token_file`);
  return { env: { ...profileEnvironment(), ...variables }, profile };
}

/** Where STS is, as the program says. */
function addresses({ region, endpoint }) {
  return {
    ...(region && { AWS_REGION: region }),
    ...(endpoint && { AWS_ENDPOINT_URL_STS: String(endpoint.href ?? endpoint) }),
  };
}

module.exports = { TokenFileWebIdentityCredentials };
