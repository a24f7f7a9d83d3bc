'use strict';

const { Credentials } = require('./base.cjs');
const { bareEnvironment, loadFrom } = require('./engine.cjs');
const { coded } = require('../util/error.cjs');
const { copy, inherit, merge, update } = require('../util/object.cjs');

const CODE = 'ECSCredentialsProviderFailure';
const VARIABLES = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];

/** The container's endpoint (ECS, EKS Pod Identity), named by a variable. */
const RemoteCredentials = inherit(Credentials, {
  constructor: function RemoteCredentials(options) {
    Credentials.call(this);
    const given = options ? copy(options) : {};
    given.httpOptions = merge(this.httpOptions, given.httpOptions ?? {});
    update(this, given);
  },

  httpOptions: { timeout: 1000 },
  maxRetries: 3,

  isConfiguredForEcsCredentials() {
    return VARIABLES.some((name) => process.env[name]);
  },

  load(callback) {
    if (!this.isConfiguredForEcsCredentials()) {
      callback(coded(CODE, `Variable ${VARIABLES.join(' or ')} must be set to use AWS.RemoteCredentials.`));
      return;
    }
    const variables = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
    loadFrom(this, { env: bareEnvironment(variables), code: CODE }, callback);
  },

  refresh(callback = () => {}) {
    this.coalesceRefresh(callback);
  },
});

// `ECSCredentials` is its older name.
module.exports = { ECSCredentials: RemoteCredentials, RemoteCredentials };
