'use strict';

const { getDate } = require('../util/date.cjs');
const { Credentials } = require('../credentials/base.cjs');
const { hideProperties, inherit } = require('../util/object.cjs');
const { promises } = require('../util/promise.cjs');

const { get, refresh, coalesceRefresh, load } = Credentials.prototype;

/** A bearer token: `{ token, expireTime }`. */
const Token = inherit({
  constructor: function Token(options) {
    hideProperties(this, ['token']);
    this.expired = false;
    this.expireTime = options?.expireTime ?? null;
    this.token = options?.token;
    this.refreshCallbacks = [];
  },

  needsRefresh() {
    if (this.expireTime && getDate() > this.expireTime) return true;
    return this.expired || !this.token;
  },

  get,
  refresh,
  coalesceRefresh,
  load,
});

promises(Token, { getPromise: 'get', refreshPromise: 'refresh' });

module.exports = { Token };
