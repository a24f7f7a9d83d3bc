'use strict';

const { call, identity } = require('./call.cjs');
const { toRequest } = require('./request.cjs');

// From here on the native part is asked at every call. It answers at once with what is still valid and
// fetches new credentials behind the scenes; only in the last minute does it make the caller wait.
const ASK_AGAIN_MS = 300_000;

// A key without an end may be replaced in its file or in the vault at any time.
const LOOK_AGAIN_MS = 5000;

// The variables that decide on the answer: the list of `src/engine.rs`.
const DECIDES = /^(AWS_|KEYWARD_|XDG_)|^(HOME|USERPROFILE|LOCALAPPDATA|PATH)$/i;

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

// One identity in this thread for equal options in an equal environment, however many providers ask for it. Nobody is kept
// alive by being found here.

const known = new Map();
const gone = new FinalizationRegistry((key) => {
  if (known.get(key)?.deref() === undefined) known.delete(key);
});

function shared(settings, profile) {
  const key = keyOf(settings, profile);
  const there = known.get(key)?.deref();
  if (there !== undefined) return there;
  const held = new Held(settings);
  known.set(key, new WeakRef(held));
  gone.register(held, key);
  return held;
}

/** No secret is a part of it: a key counts by its id. */
function keyOf(settings, profile) {
  const options = JSON.stringify({ ...settings, profile }, (name, value) => {
    if (name === 'masterCredentials' || typeof value === 'function') return value && numberOf(value);
    return value;
  });
  let environment = '';
  for (const name of Object.keys(process.env)) {
    if (DECIDES.test(name) && !/SECRET|TOKEN$/.test(name)) environment += `\0${name}=${process.env[name]}`;
  }
  return options + environment;
}

const numbers = new WeakMap();
let last = 0;

/** The same for the same object only. */
function numberOf(object) {
  if (!numbers.has(object)) numbers.set(object, (last += 1));
  return numbers.get(object);
}

// Ids of keys that AWS refused as expired before their time. A thousand requests that fail with one key are one refusal.

// After a renewal brought the same key again, its refusals are not listened to before this.
const PAUSE_MS = 5000;
const ROOM = 256;

const refused = new Set();
const acquitted = new Map();

/** Whether it makes sense to try again by another key. */
function refuse(keyId) {
  if (keyId === undefined || Date.now() < (acquitted.get(keyId) ?? 0)) return false;
  refused.add(keyId);
  keepSmall(refused);
  return true;
}

function isRefused(keyId) {
  return refused.has(keyId);
}

function acquit(keyId) {
  refused.delete(keyId);
  acquitted.set(keyId, Date.now() + PAUSE_MS);
  keepSmall(acquitted);
}

/** The oldest go first. */
function keepSmall(collection) {
  if (collection.size > ROOM) collection.delete(collection.keys().next().value);
}

module.exports = { acquit, isRefused, refuse, shared };
