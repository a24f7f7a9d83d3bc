'use strict';

const AWS = require('../core.cjs');
const { Credentials } = require('./base.cjs');
const { inherit } = require('../util/object.cjs');

/** A role by a SAML assertion: `{ RoleArn, PrincipalArn, SAMLAssertion }`. */
const SAMLCredentials = inherit(Credentials, {
  constructor: function SAMLCredentials(params) {
    Credentials.call(this);
    this.expired = true;
    this.params = params;
  },

  refresh(callback = () => {}) {
    this.coalesceRefresh(callback);
  },

  load(callback) {
    this.createClients();
    this.service.assumeRoleWithSAML((err, data) => {
      if (!err) this.service.credentialsFrom(data, this);
      callback(err);
    });
  },

  createClients() {
    this.service ||= new AWS.STS({ params: this.params });
  },
});

module.exports = { SAMLCredentials };
