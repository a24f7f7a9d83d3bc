'use strict';

// What stands behind an object of SDK v2: a provider of keyward's, and when to ask it.

const { fromKeyward } = require('../from-keyward.cjs');
const { refuse } = require('../held.cjs');
const { settings } = require('./settings.cjs');

// As `fromKeyward`: from here on it answers at once and renews behind the scenes.
const AHEAD_MS = 300_000;
// SDK v2 asks its credentials at every request.
const PAUSE_MS = 1000;
// SDK v2's own: with it, keyward decides when an identity is too old.
const USUAL_WINDOW = 15;

class Source {
  #provider;
  #bornAt = 0;
  #askedAt = 0;

  constructor(options) {
    this.#provider = fromKeyward(settings(options));
  }

  /** An identity for `credentials`, which has to be another one where it says that its own is of no use. */
  async identity(credentials) {
    // Set by SDK v2 for each request that AWS refused: for all that used one key, it is one refusal.
    if (credentials.expired) refuse(credentials.accessKeyId);
    const found = await this.#provider({ forceRefresh: isUnwanted(credentials) });
    if (!isTooOld(credentials, found)) return this.#born(found);
    return this.#born(await this.#provider({ forceRefresh: true }));
  }

  /** Asks ahead of expiry, so that no request waits; `take` is given what is found. What fails is told when it matters. */
  ahead(credentials, take) {
    const now = Date.now();
    const { accessKeyId, expireTime } = credentials;
    if (!expireTime || now < this.#aheadAt(expireTime) || now < this.#askedAt + PAUSE_MS) return;
    this.#askedAt = now;
    const takeIfNewer = (found) => {
      // By now a refusal may have brought other keys: these were asked for before it.
      if (credentials.accessKeyId === accessKeyId && found.expiration > expireTime) take(this.#born(found));
    };
    this.#provider().then(takeIfNewer, () => {});
  }

  #aheadAt(expireTime) {
    return expireTime.getTime() - Math.min(AHEAD_MS, (expireTime.getTime() - this.#bornAt) / 4);
  }

  #born(found) {
    this.#bornAt = Date.now();
    return found;
  }
}

/** Whoever calls `refresh()` for keys that have time left wants others. */
function isUnwanted({ accessKeyId, expired, expireTime, expiryWindow, isProvisional }) {
  if (!accessKeyId || expired || isProvisional) return false;
  return !expireTime || Date.now() + expiryWindow * 1000 <= expireTime.getTime();
}

/** A program may want more time than SDK v2's own fifteen seconds. */
function isTooOld({ accessKeyId, expiryWindow }, found) {
  if (expiryWindow <= USUAL_WINDOW || found.accessKeyId !== accessKeyId || !found.expiration) return false;
  return Date.now() + expiryWindow * 1000 > found.expiration.getTime();
}

module.exports = { Source };
