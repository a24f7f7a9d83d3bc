'use strict';

// Names of regions that old programs use for an endpoint, and what they mean.

const GLOBAL = { 'aws-global': 'us-east-1', 'aws-cn-global': 'cn-north-1', 'aws-us-gov-global': 'us-gov-west-1' };

function isFips(region) {
  return typeof region === 'string' && (region.startsWith('fips-') || region.endsWith('-fips'));
}

/** The region without what stands for an endpoint. */
function real(region) {
  if (Object.hasOwn(GLOBAL, region)) return GLOBAL[region];
  return isFips(region) ? region.replace(/^fips-|-fips$|^fips-dkr-/g, '') : region;
}

module.exports = { isFips, real };
