'use strict';

const { environment } = require('./call.cjs');
const { KeywardError } = require('./error.cjs');
const { extension } = require('./client-extension.cjs');
const { fromKeyward } = require('./from-keyward.cjs');
const { withDefaults } = require('./options.cjs');
const native = require('./native.cjs');

/**
 * The configuration of a client of SDK v3: credentials, region, native signatures, recovery from `ExpiredToken`. A plain object:
 * spread it, override any of it, share it between services.
 */
function clientConfig(options) {
  const credentials = fromKeyward(options);
  const { profile, clientConfig: { region } = {} } = withDefaults(options);
  return {
    credentials,
    region: regionOf(profile, region),
    // The SDK reads the profile's other settings itself: endpoints, retries, FIPS.
    ...(profile && { profile }),
    extensions: [extension],
  };
}

/** Asked by the SDK for every request. */
function regionOf(profile, given) {
  let found;
  return async () => {
    found ??= typeof given === 'function' ? await given() : (given ?? regionOfFiles(profile));
    return found;
  };
}

function regionOfFiles(profile) {
  const { error, json } = native.region(profile, environment());
  if (error) throw new KeywardError(error);
  const region = JSON.parse(json);
  if (region !== null) return region;
  throw new KeywardError({
    code: 'invalid_argument',
    message: `no region is set${profile ? `, neither in profile ${profile} nor in AWS_REGION` : ''}`,
    hint: "set AWS_REGION, or region in the profile, or write { ...clientConfig(), region: 'eu-west-1' }",
  });
}

module.exports = { clientConfig };
