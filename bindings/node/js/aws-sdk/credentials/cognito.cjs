'use strict';

const AWS = require('../core.cjs');
const { Credentials } = require('./base.cjs');
const { copy, inherit } = require('../util/object.cjs');

/** An identity of an Amazon Cognito pool: at once, or by STS where `params.RoleArn` is given (the classic flow). */
const CognitoIdentityCredentials = inherit(Credentials, {
  constructor: function CognitoIdentityCredentials(params, clientConfig) {
    Credentials.call(this);
    this.expired = true;
    this.params = params;
    this.data = null;
    this._identityId = null;
    this._clientConfig = copy(clientConfig || {});
    Object.defineProperty(this, 'identityId', {
      get: () => this._identityId || this.params.IdentityId,
      set: (identityId) => (this._identityId = identityId),
    });
  },

  refresh(callback = () => {}) {
    this.coalesceRefresh(callback);
  },

  load(callback) {
    this.createClients();
    this.data = null;
    this._identityId = null;
    const next = this.params.RoleArn ? '_bySts' : '_atOnce';
    this.getId((err) => (err ? this._refused(err, callback) : this[next](callback)));
  },

  getId(callback) {
    if (typeof this.params.IdentityId === 'string') return callback(null, this.params.IdentityId);
    return this.cognito.getId((err, data) => {
      if (!err) this.params.IdentityId = data.IdentityId;
      callback(err, data?.IdentityId);
    });
  },

  _atOnce(callback) {
    this.cognito.getCredentialsForIdentity((err, data) => {
      if (err) return this._refused(err, callback);
      this.cacheId(data);
      this.data = data;
      this.loadCredentials(data, this);
      return callback(null);
    });
  },

  _bySts(callback) {
    this.cognito.getOpenIdToken((err, data) => {
      if (err) return this._refused(err, callback);
      this.cacheId(data);
      this.params.WebIdentityToken = data.Token;
      return this.webIdentityCredentials.refresh((refused) => {
        this.data = this.webIdentityCredentials.data;
        if (!refused) this.sts.credentialsFrom(this.data, this);
        callback(refused);
      });
    });
  },

  _refused(err, callback) {
    if (err.code === 'NotAuthorizedException') this.clearCachedId();
    callback(err);
  },

  loadCredentials({ Credentials: given }, credentials) {
    credentials.expired = false;
    credentials.accessKeyId = given.AccessKeyId;
    credentials.secretAccessKey = given.SecretKey;
    credentials.sessionToken = given.SessionToken;
    credentials.expireTime = given.Expiration;
  },

  cacheId({ IdentityId }) {
    this._identityId = IdentityId;
    this.params.IdentityId = IdentityId;
  },

  clearCachedId() {
    this._identityId = null;
    delete this.params.IdentityId;
  },

  createClients() {
    this.webIdentityCredentials ||= new AWS.WebIdentityCredentials(this.params, this._clientConfig);
    this.cognito ||= new AWS.CognitoIdentity({ ...this._clientConfig, params: this.params });
    if (this.params.RoleArn) this.sts ||= new AWS.STS(this._clientConfig);
  },
});

module.exports = { CognitoIdentityCredentials };
