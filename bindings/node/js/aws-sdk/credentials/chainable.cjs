'use strict';

const AWS = require('../core.cjs');
const { Credentials } = require('./base.cjs');
const { coded } = require('../util/error.cjs');
const { copy, inherit } = require('../util/object.cjs');

const CODE = 'ChainableTemporaryCredentialsProviderFailure';

/** `{ params, masterCredentials, stsConfig, tokenCodeFn }`: a session whose master may be a session itself. */
const ChainableTemporaryCredentials = inherit(Credentials, {
  constructor: function ChainableTemporaryCredentials(options) {
    Credentials.call(this);
    const { masterCredentials, stsConfig, tokenCodeFn, params: given } = options ?? {};
    const params = copy(given) || {};
    if (params.RoleArn) params.RoleSessionName ||= 'temporary-credentials';
    if (params.SerialNumber && typeof tokenCodeFn !== 'function') {
      throw coded(CODE, 'tokenCodeFn must be a function when params.SerialNumber is given');
    }
    this.errorCode = CODE;
    this.expired = true;
    this.tokenCodeFn = params.SerialNumber ? tokenCodeFn : null;
    const credentials = masterCredentials || AWS.config.credentials;
    this.service = new AWS.STS({ params, credentials, ...stsConfig });
  },

  refresh(callback = () => {}) {
    this.coalesceRefresh(callback);
  },

  load(callback) {
    const operation = this.service.config.params.RoleArn ? 'assumeRole' : 'getSessionToken';
    this.getTokenCode((err, code) => {
      if (err) return callback(err);
      return this.service[operation](code ? { TokenCode: code } : {}, (refused, data) => {
        if (!refused) this.service.credentialsFrom(data, this);
        callback(refused);
      });
    });
  },

  getTokenCode(callback) {
    if (!this.tokenCodeFn) return callback(null);
    return this.tokenCodeFn(this.service.config.params.SerialNumber, (err, code) => {
      if (err) callback(coded(CODE, `Error fetching MFA token: ${err instanceof Error ? err.message : err}`));
      else callback(null, code);
    });
  },
});

module.exports = { ChainableTemporaryCredentials };
