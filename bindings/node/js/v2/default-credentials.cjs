'use strict';

// What a program on SDK v2 gets that names no credentials: keyward's, and where keyward has nothing, exactly what the
// SDK itself finds. A fault of keyward's stops the search: no other identity is taken instead.

const { credentialsFor, hide, take } = require('./credentials.cjs');
const { isNothingFound } = require('./error.cjs');

/** A class of credentials with `providers` of SDK v2 behind keyward. */
function defaultCredentialsFor(AWS, providers) {
  const Keyward = credentialsFor(AWS);
  const { load, needsRefresh } = Keyward.prototype;

  return AWS.util.inherit(Keyward, {
    constructor: function KeywardCredentials(options, atHand) {
      Keyward.call(this, options);
      hide(this, 'others', undefined);
      // Keys that a program may read at once. Before the first request keyward is asked all the same.
      hide(this, 'isProvisional', Boolean(atHand));
      if (atHand) take(this, atHand);
    },

    needsRefresh() {
      return this.isProvisional || needsRefresh.call(this);
    },

    load(callback) {
      const done = (error) => {
        this.isProvisional = false;
        callback(error);
      };
      load.call(this, (error) => (isNothingFound(error) ? ask(this, done) : done(error)));
    },
  });

  function ask(credentials, done) {
    if (credentials.others) return credentials.others.refresh(answered);
    new AWS.CredentialProviderChain(providers).resolve((error, found) => {
      if (!error) credentials.others = found;
      answered(error);
    });

    function answered(error) {
      if (!error) takeAll(credentials, credentials.others);
      done(error);
    }
  }
}

function takeAll(credentials, { accessKeyId, secretAccessKey, sessionToken, expireTime }) {
  take(credentials, { accessKeyId, secretAccessKey, sessionToken, expiration: expireTime });
}

module.exports = { defaultCredentialsFor };
