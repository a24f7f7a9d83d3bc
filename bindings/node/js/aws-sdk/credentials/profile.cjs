'use strict';

// What the classes that read a profile share.

const { loadFrom, profileEnvironment } = require('./engine.cjs');
const { iniLoader } = require('../shared-ini/loader.cjs');
const { coded } = require('../util/error.cjs');

const nameOf = (options) => options.profile || process.env.AWS_PROFILE || 'default';

/** The profile's keys in both files, those of the credentials file over the others; throws where there is none. */
function profileOf({ profile, filename }, code) {
  const found = { ...section({ isConfig: true }, profile), ...section({ filename }, profile) };
  if (Object.keys(found).length === 0) throw coded(code, `Profile ${profile} not found`);
  return found;
}

// A file that is not there has no profiles; one that cannot be read is told.
function section(which, profile) {
  try {
    return iniLoader.loadFrom(which)[profile];
  } catch (err) {
    if (err.code === 'ENOENT') return {};
    throw err;
  }
}

/** `load` and `refresh` of a class whose profile the engine resolves, once `check` has found all that the class needs. */
const throughEngine = (code, check) => ({
  load(callback) {
    try {
      check(profileOf(this, code), this.profile);
    } catch (err) {
      callback(err);
      return;
    }
    loadFrom(this, { env: profileEnvironment(this), profile: this.profile, code }, callback);
  },

  refresh(callback = () => {}) {
    iniLoader.clearCachedFiles();
    this.coalesceRefresh(callback);
  },
});

module.exports = { nameOf, profileOf, throughEngine };
