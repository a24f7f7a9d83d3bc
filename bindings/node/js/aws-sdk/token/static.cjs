'use strict';

const { Token } = require('./base.cjs');
const { inherit } = require('../util/object.cjs');

/** A token that the program has. */
const StaticTokenProvider = inherit(Token, {
  constructor: function StaticTokenProvider(options) {
    Token.call(this, options);
  },
});

module.exports = { StaticTokenProvider };
