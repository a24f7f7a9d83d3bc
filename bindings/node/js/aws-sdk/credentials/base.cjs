'use strict';

const { inspect } = require('node:util');
const { getDate } = require('../util/date.cjs');
const { hidden, hideProperties, inherit } = require('../util/object.cjs');
const { promises } = require('../util/promise.cjs');

/** Credentials that do not change by themselves, and what all classes of them inherit. */
const Credentials = inherit({
  constructor: function Credentials(...given) {
    hideProperties(this, ['secretAccessKey']);
    this.expired = false;
    this.expireTime = null;
    this.refreshCallbacks = [];
    const [first] = given;
    const one = given.length === 1 && first !== null && typeof first === 'object';
    const [accessKeyId, secretAccessKey, sessionToken] = one ? fieldsOf(first.credentials || first) : given;
    Object.assign(this, { accessKeyId, secretAccessKey, sessionToken });
  },

  /** Seconds before its end at which a session is renewed. */
  expiryWindow: 15,

  needsRefresh() {
    const soon = getDate().getTime() + this.expiryWindow * 1000;
    if (this.expireTime && new Date(soon) > this.expireTime) return true;
    return this.expired || !this.accessKeyId || !this.secretAccessKey;
  },

  /** Renews where that is needed; else `callback` is called at once. */
  get(callback) {
    if (!this.needsRefresh()) {
      callback?.();
      return;
    }
    this.refresh((err) => {
      if (!err) this.expired = false;
      callback?.(err);
    });
  },

  refresh(callback) {
    this.expired = false;
    callback();
  },

  /** One `load` for all that ask meanwhile. */
  coalesceRefresh(callback, sync) {
    if (this.refreshCallbacks.push(callback) > 1) return;
    this.load((err) => {
      const waiting = this.refreshCallbacks.splice(0);
      for (const one of waiting) {
        if (sync) one(err);
        else setImmediate(one, err);
      }
    });
  },

  load(callback) {
    callback();
  },
});

// SDK v2 leaves the secret out where an object is shown; here the session token too.
hidden(Credentials.prototype, inspect.custom, function shown() {
  const { accessKeyId, expired, expireTime } = this;
  return `${this.constructor.name} ${inspect({ accessKeyId, expired, expireTime })}`;
});

function fieldsOf({ accessKeyId, secretAccessKey, sessionToken }) {
  return [accessKeyId, secretAccessKey, sessionToken];
}

promises(Credentials, { getPromise: 'get', refreshPromise: 'refresh' });

module.exports = { Credentials };
