'use strict';

const { call } = require('./call.cjs');
const { identity } = require('./identity.cjs');
const { checked } = require('./options.cjs');
const { callerProfile, toRequest } = require('./request.cjs');

// From here on the native part is asked at every call. It answers at once with what is still valid and
// fetches new credentials behind the scenes; only in the last minute does it make the caller wait.
const ASK_AGAIN_MS = 300_000;

// A key without an end may be replaced in its file or in the vault at any time.
const LOOK_AGAIN_MS = 5000;

/** A credential provider for any client of the AWS SDK for JavaScript v3. */
function fromKeyward(options) {
  const settings = checked(options);
  // A client may select a profile of its own (`new S3Client({ profile })`): one identity for each.
  const held = new Map();

  async function provider(properties) {
    const { callerClientConfig, forceRefresh } = properties ?? {};
    const key = settings.profile ?? callerProfile(callerClientConfig) ?? '';
    if (!held.has(key)) held.set(key, new Held(settings));
    return held.get(key).get(callerClientConfig, Boolean(forceRefresh));
  }

  // Tells SDK v3 that it need not keep the answer itself: it would ask too late.
  provider.memoized = true;
  return provider;
}

/** One identity: kept while it is fresh, and asked for once however many want it. */
class Held {
  #settings;
  #current;
  #inFlight;
  #inFlightIsForced = false;

  constructor(settings) {
    this.#settings = settings;
  }

  async get(caller, force) {
    if (!force && this.#current && isFresh(this.#current)) return this.#current.identity;
    // An answer that was asked for before the force may be the one that no longer works.
    if (this.#inFlight && (!force || this.#inFlightIsForced)) return this.#inFlight;
    const flight = this.#resolve(caller, force).finally(() => {
      if (this.#inFlight === flight) this.#inFlight = undefined;
    });
    this.#inFlight = flight;
    this.#inFlightIsForced = force;
    return flight;
  }

  async #resolve(caller, force) {
    const request = await toRequest(this.#settings, caller, force);
    const { credentials } = await call('credentials', request, this.#settings.mfaCodeProvider);
    const found = identity(credentials);
    this.#current = { identity: found, bornAt: Date.now() };
    return found;
  }
}

function isFresh({ identity: { expiration }, bornAt }) {
  if (expiration === undefined) return Date.now() < bornAt + LOOK_AGAIN_MS;
  const margin = Math.min(ASK_AGAIN_MS, (expiration.getTime() - bornAt) / 4);
  return Date.now() < expiration.getTime() - margin;
}

module.exports = { fromKeyward };
