'use strict';

// `KeywardCredentials` for one copy of `aws-sdk`. Made as SDK v2 makes its own classes, so that programs may
// extend it by `class … extends` and by `AWS.util.inherit`.

const { inspect } = require('node:util');
const { shaped } = require('./error.cjs');
const { Source } = require('./source.cjs');

// One class for each copy of the SDK.
const classes = new WeakMap();

/** The class for this copy of `aws-sdk`. */
function credentialsFor(AWS) {
  const { Credentials } = AWS;
  if (!classes.has(Credentials)) classes.set(Credentials, make(AWS));
  return classes.get(Credentials);
}

function make(AWS) {
  const { Credentials, util } = AWS;
  const made = util.inherit(Credentials, {
    constructor: function KeywardCredentials(options) {
      Credentials.call(this);
      hide(this, 'source', new Source(options));
    },

    get(callback) {
      Credentials.prototype.get.call(this, callback);
      this.source.ahead(this, (found) => take(this, found));
    },

    refresh(callback) {
      this.coalesceRefresh(callback || util.fn.callback);
    },

    load(callback) {
      this.source.identity(this).then(
        (found) => {
          take(this, found);
          callback();
        },
        (error) => callback(shaped(AWS, error)),
      );
    },
  });
  Object.defineProperty(made.prototype, inspect.custom, { value: shown });
  return made;
}

/** Identity to the names of SDK v2. */
function take(credentials, { accessKeyId, secretAccessKey, sessionToken, expiration }) {
  Object.assign(credentials, { accessKeyId, secretAccessKey, sessionToken });
  credentials.expireTime = expiration ?? null;
  credentials.expired = false;
}

/** SDK v2 hides the secret alone; here the session token is hidden too. */
function shown() {
  const { accessKeyId, expired, expireTime } = this;
  return `${this.constructor.name} ${inspect({ accessKeyId, expired, expireTime })}`;
}

function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, configurable: true });
}

module.exports = { credentialsFor, hide, take };
