'use strict';

const { call } = require('./call.cjs');
const { identity } = require('./identity.cjs');
const { acquit, isRefused } = require('./refused.cjs');
const { toRequest } = require('./request.cjs');

// From here on the native part is asked at every call. It answers at once with what is still valid and
// fetches new credentials behind the scenes; only in the last minute does it make the caller wait.
const ASK_AGAIN_MS = 300_000;

// A key without an end may be replaced in its file or in the vault at any time.
const LOOK_AGAIN_MS = 5000;

/** One identity: kept while it is fresh, and asked for once however many want it. */
class Held {
  #settings;
  #current;
  #inFlight;
  #inFlightIsForced = false;

  constructor(settings) {
    this.#settings = settings;
  }

  /** What was found last, whatever its age. */
  get identity() {
    return this.#current?.identity;
  }

  /** AWS said that it has expired. */
  get isRefused() {
    return this.#current !== undefined && isRefused(this.#current.identity.accessKeyId);
  }

  get isFresh() {
    return this.#current !== undefined && isFresh(this.#current) && !this.isRefused;
  }

  async get(caller, asked) {
    const force = Boolean(asked) || this.isRefused;
    if (!force && this.isFresh) return this.#current.identity;
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
    const found = await this.#ask(caller, force);
    // There is nothing newer: whoever says so again is not listened to at once.
    if (force && this.#current?.identity.accessKeyId === found.accessKeyId) acquit(found.accessKeyId);
    this.#current = { identity: found, bornAt: Date.now() };
    return found;
  }

  async #ask(caller, force) {
    const { mfaCodeProvider, masterCredentials } = this.#settings;
    const ask = async (renewed) => {
      const request = await toRequest(this.#settings, caller, force, renewed);
      return identity((await call('credentials', request, mfaCodeProvider)).credentials);
    };
    try {
      return await ask(false);
    } catch (error) {
      // The credentials below may have been ended before their expiry, and only their provider can renew them.
      if (typeof masterCredentials === 'function' && error.awsCode?.startsWith('ExpiredToken')) return ask(true);
      throw error;
    }
  }
}

function isFresh({ identity: { expiration }, bornAt }) {
  if (expiration === undefined) return Date.now() < bornAt + LOOK_AGAIN_MS;
  const margin = Math.min(ASK_AGAIN_MS, (expiration.getTime() - bornAt) / 4);
  return Date.now() < expiration.getTime() - margin;
}

module.exports = { Held };
