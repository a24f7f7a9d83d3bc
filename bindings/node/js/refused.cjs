'use strict';

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

module.exports = { acquit, isRefused, refuse };
