'use strict';

const AWS = require('../core.cjs');
const { Credentials } = require('./base.cjs');
const { copy, inherit } = require('../util/object.cjs');

/** A role by a token that the program has: `params.WebIdentityToken`, which it may renew in place. */
const WebIdentityCredentials = inherit(Credentials, {
  constructor: function WebIdentityCredentials(params, clientConfig) {
    Credentials.call(this);
    this.expired = true;
    this.params = params;
    this.params.RoleSessionName ||= 'web-identity';
    this.data = null;
    this._clientConfig = copy(clientConfig || {});
  },

  refresh(callback = () => {}) {
    this.coalesceRefresh(callback);
  },

  load(callback) {
    this.createClients();
    this.service.assumeRoleWithWebIdentity((err, data) => {
      this.data = err ? null : data;
      if (!err) this.service.credentialsFrom(data, this);
      callback(err);
    });
  },

  createClients() {
    this.service ||= new AWS.STS({ ...this._clientConfig, params: this.params });
  },
});

module.exports = { WebIdentityCredentials };
