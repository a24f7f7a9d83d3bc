'use strict';

const AWS = require('../core.cjs');
const { Credentials } = require('./base.cjs');
const { askInTurn } = require('../util/chain.cjs');
const { inherit } = require('../util/object.cjs');
const { promises } = require('../util/promise.cjs');

/** Asks one provider after the other: credentials, or functions that make them. */
const CredentialProviderChain = inherit(Credentials, {
  constructor: function CredentialProviderChain(providers) {
    this.providers = providers || CredentialProviderChain.defaultProviders.slice();
    this.resolveCallbacks = [];
  },

  /** `callback(err, credentials)`; who asks meanwhile gets the same answer. */
  resolve(callback) {
    askInTurn(this, callback);
    return this;
  },
});

/** What is asked where a program names no credentials. A program may change it. */
CredentialProviderChain.defaultProviders = [
  () => new AWS.EnvironmentCredentials('AWS'),
  () => new AWS.EnvironmentCredentials('AMAZON'),
  () => new AWS.SsoCredentials(),
  () => new AWS.SharedIniFileCredentials(),
  () => new AWS.ECSCredentials(),
  () => new AWS.ProcessCredentials(),
  () => new AWS.TokenFileWebIdentityCredentials(),
  () => new AWS.EC2MetadataCredentials(),
];

promises(CredentialProviderChain, { resolvePromise: 'resolve' });

module.exports = { CredentialProviderChain };
