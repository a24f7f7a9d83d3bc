'use strict';

// From checked options, and what SDK v3 says of the client that asks, to the native part's request.

const { invalid, isRegion, region, string } = require('./check.cjs');

async function toRequest(options, caller, forceRefresh, renewMaster = false) {
  return {
    // SDK v3's own order: the provider's profile, the client's, AWS_PROFILE (which the engine reads).
    profile: options.profile ?? callerProfile(caller),
    params: options.params,
    githubActions: options.githubActions,
    mfaSerial: options.mfaSerial,
    accountId: options.accountId,
    master: await master(options.masterCredentials, caller, renewMaster),
    region: await ownRegion(options.clientConfig),
    fallbackRegion: await callerRegion(caller),
    forceRefresh,
  };
}

/** The identity below the role, or what its provider gives now. */
async function master(given, callerClientConfig, forceRefresh) {
  if (given === undefined) return undefined;
  const found = typeof given === 'function' ? await given({ callerClientConfig, forceRefresh }) : given;
  const { accessKeyId, secretAccessKey, sessionToken } = found ?? {};
  if (typeof accessKeyId === 'string' && typeof secretAccessKey === 'string') return { accessKeyId, secretAccessKey, sessionToken };
  throw invalid('masterCredentials gave no accessKeyId and secretAccessKey', 'give an identity, or a provider of one');
}

/** The profile that a client of SDK v3 was made with; an empty one counts as none, as there. */
function callerProfile(caller) {
  return string(caller?.profile || undefined, "the client's profile");
}

/** A value, a function of a value or of a promise of one: SDK v3 allows all of them for a region. */
async function settled(value) {
  return typeof value === 'function' ? value() : value;
}

async function ownRegion(clientConfig) {
  const name = 'clientConfig.region';
  let found;
  try {
    found = await settled(clientConfig?.region);
  } catch (cause) {
    throw invalid(`${name} threw: ${cause?.message ?? cause}`, 'mend the function, or give a string', cause);
  }
  return region(found, name);
}

// A client without any region throws when asked for it; STS then decides for itself.
async function callerRegion(caller) {
  try {
    const found = await settled(caller?.region);
    return isRegion(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

module.exports = { callerProfile, toRequest };
