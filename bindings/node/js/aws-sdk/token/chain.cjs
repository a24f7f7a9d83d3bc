'use strict';

const AWS = require('../core.cjs');
const { Token } = require('./base.cjs');
const { askInTurn } = require('../util/chain.cjs');
const { inherit } = require('../util/object.cjs');
const { promises } = require('../util/promise.cjs');

/** Asks one provider of tokens after the other. */
const TokenProviderChain = inherit(Token, {
  constructor: function TokenProviderChain(providers) {
    this.providers = providers || TokenProviderChain.defaultProviders.slice();
    this.resolveCallbacks = [];
  },

  resolve(callback) {
    askInTurn(this, callback);
    return this;
  },
});

TokenProviderChain.defaultProviders = [() => new AWS.SSOTokenProvider()];

promises(TokenProviderChain, { resolvePromise: 'resolve' });

module.exports = { TokenProviderChain };
