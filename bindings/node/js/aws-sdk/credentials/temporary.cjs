'use strict';

const AWS = require('../core.cjs');
const { Credentials } = require('./base.cjs');
const { coded } = require('../util/error.cjs');
const { inherit } = require('../util/object.cjs');

/** A session by GetSessionToken, or by AssumeRole where `params.RoleArn` is given, from other credentials. */
const TemporaryCredentials = inherit(Credentials, {
  constructor: function TemporaryCredentials(params, masterCredentials) {
    Credentials.call(this);
    this.loadMasterCredentials(masterCredentials);
    this.expired = true;
    this.params = params || {};
    if (this.params.RoleArn) this.params.RoleSessionName ||= 'temporary-credentials';
  },

  refresh(callback = () => {}) {
    this.coalesceRefresh(callback);
  },

  load(callback) {
    if (!this.masterCredentials) {
      callback(coded('CredentialsError', 'No master credentials: give some, or set AWS.config.credentials'));
      return;
    }
    this.createClients();
    this.masterCredentials.get((err) => (err ? callback(err) : this._assume(callback)));
  },

  _assume(callback) {
    this.service.config.credentials = this.masterCredentials;
    const operation = this.params.RoleArn ? 'assumeRole' : 'getSessionToken';
    this.service[operation]((err, data) => {
      if (!err) this.service.credentialsFrom(data, this);
      callback(err);
    });
  },

  /** Those at the root: a session cannot be made from a session of the same kind. */
  loadMasterCredentials(given) {
    let master = given || AWS.config.credentials;
    while (master?.masterCredentials) master = master.masterCredentials;
    this.masterCredentials = master && typeof master.get !== 'function' ? new Credentials(master) : master;
  },

  createClients() {
    this.service ||= new AWS.STS({ params: this.params });
  },
});

module.exports = { TemporaryCredentials };
