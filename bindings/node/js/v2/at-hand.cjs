'use strict';

const { resolveSync } = require('../resolve-sync.cjs');

/**
 * The credentials of a profile, from the vault or the files, where no network, process or person is needed; else nothing.
 * Why there are none is told by whoever asks asynchronously.
 */
function atHand(profile) {
  return resolveSync('profile', { profile }).credentials;
}

module.exports = { atHand };
