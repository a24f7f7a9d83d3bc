'use strict';

// What SDK v2 asks of credentials (`AWS.Credentials`), on the same callable that is a provider for SDK v3.

const { heldOf } = require('./from-keyward.cjs');
const { refuse } = require('./held.cjs');

class Face {
  get accessKeyId() {
    return heldOf(this).identity?.accessKeyId;
  }

  get secretAccessKey() {
    return heldOf(this).identity?.secretAccessKey;
  }

  get sessionToken() {
    return heldOf(this).identity?.sessionToken;
  }

  get expireTime() {
    return heldOf(this).identity?.expiration ?? null;
  }

  /** SDK v2 sets it when AWS says that they have expired. */
  get expired() {
    return heldOf(this).isRefused;
  }

  set expired(value) {
    if (value) refuse(this.accessKeyId);
  }

  needsRefresh() {
    const { expireTime } = this;
    if (!this.accessKeyId || this.expired) return true;
    return expireTime !== null && Date.now() + this.expiryWindow * 1000 > expireTime.getTime();
  }

  get(callback) {
    if (this.needsRefresh()) return answer(heldOf(this).get(), callback);
    // Renewed behind the program's back, long before it would have to wait.
    if (!heldOf(this).isFresh) heldOf(this).get().catch(() => {});
    callback?.();
  }

  refresh(callback) {
    answer(heldOf(this).get(undefined, true), callback);
  }

  async getPromise() {
    if (this.needsRefresh()) await heldOf(this).get();
  }

  async refreshPromise() {
    await heldOf(this).get(undefined, true);
  }
}

/** What the callback throws is the program's own, and no rejection. */
function answer(promise, callback = () => {}) {
  promise.then(
    () => setImmediate(callback),
    (error) => setImmediate(callback, error),
  );
}

const { constructor, ...members } = Object.getOwnPropertyDescriptors(Face.prototype);
const face = Object.create(null, {
  ...members,
  // Seconds, as in SDK v2; a program may set its own.
  expiryWindow: { value: 15, writable: true, configurable: true },
});

module.exports = { face };
