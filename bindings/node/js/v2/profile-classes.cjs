'use strict';

// SDK v2's own classes for a profile, with keyward behind them. The classes stay the SDK's, so that `instanceof`,
// subclasses and callbacks are as ever; only where a profile's credentials come from changes.

const { atHand } = require('./at-hand.cjs');
const { hide, take } = require('./credentials.cjs');
const { isNothingFound, shaped } = require('./error.cjs');
const { Source } = require('./source.cjs');

/**
 * `AWS.SharedIniFileCredentials` and `AWS.SsoCredentials` resolve through keyward; a `filename` or `ssoClient` leaves them
 * as they are.
 */
function installProfileClasses(AWS) {
  for (const name of ['SharedIniFileCredentials', 'SsoCredentials']) {
    if (AWS[name]) through(AWS, AWS[name].prototype);
  }
}

function through(AWS, prototype) {
  const { load } = prototype;

  prototype.load = function loadThroughKeyward(callback, ...more) {
    const own = () => load.call(this, callback, ...more);
    // SDK v2 itself looks for keys with `disableAssumeRole`: what it finds is looked at again in `install.cjs`.
    if (this.filename || this.disableAssumeRole || this.service) return own();
    const found = this.accessKeyId ? undefined : atHand(this.profile);
    if (found) return settle(this, found, callback);
    sourceOf(this)
      .identity(this)
      .then(
        (identity) => settle(this, identity, callback),
        (error) => (isNothingFound(error) ? own() : callback(shaped(AWS, error))),
      );
  };
}

function settle(credentials, identity, callback) {
  take(credentials, identity);
  callback(null);
}

/** The options of these classes are fields of their objects. */
function sourceOf(credentials) {
  const { profile, tokenCodeFn, keywardSource } = credentials;
  if (keywardSource) return keywardSource;
  const source = new Source({ profile, tokenCodeFn });
  hide(credentials, 'keywardSource', source);
  return source;
}

module.exports = { installProfileClasses };
