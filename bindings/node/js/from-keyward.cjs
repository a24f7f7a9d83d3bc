'use strict';

const { shared } = require('./held.cjs');
const { checked, withDefaults } = require('./options.cjs');
const { callerProfile } = require('./request.cjs');

/** Credentials for any client of either SDK: a provider for v3, and a credentials object for v2. */
function fromKeyward(options) {
  const settings = checked(withDefaults(options));
  // A client may select a profile of its own (`new S3Client({ profile })`): one identity for each.
  const held = new Map();

  function heldFor(caller) {
    const profile = settings.profile ?? callerProfile(caller) ?? '';
    let one = held.get(profile);
    if (one === undefined) held.set(profile, (one = shared(settings, profile)));
    return one;
  }

  async function provider(properties) {
    const { callerClientConfig, forceRefresh, refusedKeyId } = properties ?? {};
    // Who names the key that AWS refused wants a new one only while that key is the one that is kept.
    return heldFor(callerClientConfig).get(callerClientConfig, Boolean(forceRefresh) && refusedKeyId === undefined);
  }

  // Tells SDK v3 that it need not keep the answer itself: it would ask too late.
  provider.memoized = true;
  holders.set(provider, heldFor);
  return Object.setPrototypeOf(provider, FACE);
}

const holders = new WeakMap();

/** The identity of a provider whose caller names no profile. */
const heldOf = (provider) => holders.get(provider)();

// What SDK v2 asks of credentials is in a file that only programs on v2 read.
const V2 = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expired', 'expireTime', 'expiryWindow'];
V2.push('needsRefresh', 'get', 'getPromise', 'refresh', 'refreshPromise');
const v2 = () => require('./bilingual.cjs').face;

const FACE = Object.create(Function.prototype);
for (const name of V2) {
  Object.defineProperty(FACE, name, {
    get() {
      return Reflect.get(v2(), name, this);
    },
    set(value) {
      Reflect.set(v2(), name, value, this);
    },
  });
}

module.exports = { fromKeyward, heldOf };
