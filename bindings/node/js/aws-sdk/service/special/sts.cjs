'use strict';

const AWS = require('../../core.cjs');

module.exports = {
  prototype: {
    /** Credentials made from the answer of `assumeRole` and its like; those that are given are changed in place. */
    credentialsFrom(data, credentials = new AWS.TemporaryCredentials()) {
      if (!data) return null;
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = data.Credentials;
      credentials.expired = false;
      credentials.accessKeyId = AccessKeyId;
      credentials.secretAccessKey = SecretAccessKey;
      credentials.sessionToken = SessionToken;
      credentials.expireTime = Expiration;
      return credentials;
    },

    assumeRoleWithWebIdentity(params, callback) {
      return this.makeUnauthenticatedRequest('assumeRoleWithWebIdentity', params, callback);
    },

    assumeRoleWithSAML(params, callback) {
      return this.makeUnauthenticatedRequest('assumeRoleWithSAML', params, callback);
    },
  },
};
