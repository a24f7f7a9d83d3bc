'use strict';

const { bilingual } = require('./bilingual.cjs');
const { withDefaults } = require('./defaults.cjs');
const { checked } = require('./options.cjs');
const { callerProfile } = require('./request.cjs');
const { shared } = require('./shared.cjs');

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
  return bilingual(provider, heldFor);
}

module.exports = { fromKeyward };
