'use strict';

// Another identity in place of one that AWS refused, whoever provides it.

const { acquit } = require('./held.cjs');

// By client, then by the id of the refused key: a thousand retries ask once.
const renewals = new WeakMap();

async function renewed(config, identity) {
  if (typeof config.credentials !== 'function') return identity;
  if (!renewals.has(config)) renewals.set(config, new Map());
  const ofClient = renewals.get(config);
  const { accessKeyId } = identity;
  if (!ofClient.has(accessKeyId)) {
    // The latest only: those before it are nobody's any more.
    ofClient.clear();
    const asked = ask(config, accessKeyId);
    asked.catch(() => ofClient.delete(accessKeyId));
    ofClient.set(accessKeyId, asked);
  }
  return ofClient.get(accessKeyId);
}

async function ask(config, accessKeyId) {
  const found = await config.credentials({ forceRefresh: true, refusedKeyId: accessKeyId });
  if (found.accessKeyId === accessKeyId) acquit(accessKeyId);
  return found;
}

module.exports = { renewed };
