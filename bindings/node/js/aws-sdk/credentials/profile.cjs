'use strict';

// What the classes that read a profile share.

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

module.exports = { nameOf, profileOf };
