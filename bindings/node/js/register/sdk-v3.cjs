'use strict';

// The default chain and the profile providers of SDK v3, with keyward before them.

const { isNothingFound } = require('../v2/error.cjs');

// What a program names where it wants its own files, token or client: then the SDK's provider does as it is told.
// `roleAssumer` is not among them: until 2024 the SDK's own packages set it at every call.
const PROGRAMS_OWN = [
  'filepath',
  'configFilepath',
  'clientPlugins',
  'ssoStartUrl',
  'ssoAccountId',
  'ssoRegion',
  'ssoRoleName',
  'ssoSession',
  'ssoClient',
];
// Set in what keyward hands on to the SDK's provider, which hands it on to its kin: keyward has been asked.
const ASKED = Symbol('keyward was asked');

/** The exports of a package of the SDK's but for one, `name`: properties of some versions are getters and cannot be set. */
function replaceProvider(exports, name) {
  const original = exports[name];
  if (typeof original !== 'function') return exports;
  // The chain looks into the environment first; the others are for a profile, whether it is named or not.
  const named = name === 'defaultProvider' ? () => undefined : profileName;
  const value = (init = {}) => (isLeftAlone(init) ? original(init) : keywardFirst(init, original, named));
  const properties = Object.getOwnPropertyDescriptors(exports);
  properties[name] = { value, enumerable: true, writable: true, configurable: true };
  return Object.create(Object.getPrototypeOf(exports), properties);
}

function isLeftAlone(init) {
  return init[ASKED] || PROGRAMS_OWN.some((name) => init[name] !== undefined) || !isUnderstood(init.clientConfig);
}

/** Keyward takes a region for STS; a program that says more about that client means the SDK's. */
function isUnderstood(clientConfig = {}) {
  return Object.keys(clientConfig).every((name) => clientConfig[name] === undefined || name === 'region' || name === 'logger');
}

/** SDK v3's order, where the program names none. */
function profileName(caller) {
  return caller?.profile || process.env.AWS_PROFILE || 'default';
}

function keywardFirst(init, original, named) {
  const keyward = keywardFor(init, named);
  const others = once(() => original({ ...init, [ASKED]: true }));
  // Once the SDK's own provider was needed, it is asked first while it answers: what it holds costs nothing to ask.
  let isTheirs = false;

  return async function provider(properties) {
    if (isTheirs) {
      const identity = await others()(properties).catch(() => undefined);
      if (identity) return identity;
      isTheirs = false;
    }
    const { identity, error } = await answer(keyward, properties);
    if (identity) return identity;
    const found = await others()(properties).catch((theirs) => fail(theirs, error));
    isTheirs = true;
    return found;
  };
}

/** `AWS_PROFILE` may change: one provider for each name. */
function keywardFor(init, named) {
  const providers = new Map();
  return (properties) => {
    const profile = init.profile || named(properties?.callerClientConfig);
    if (!providers.has(profile)) providers.set(profile, fromKeyward({ ...init, profile }));
    return providers.get(profile)(properties);
  };
}

/** What both know of the options. */
function fromKeyward({ profile, mfaCodeProvider, clientConfig, logger }) {
  const region = clientConfig?.region;
  return require('../from-keyward.cjs').fromKeyward({
    profile,
    mfaCodeProvider,
    clientConfig: region === undefined ? undefined : { region },
    logger,
  });
}

/** An identity, or the error that says that keyward has nothing; any other stops the search. */
async function answer(keyward, properties) {
  try {
    return { identity: await keyward(properties) };
  } catch (error) {
    if (!isNothingFound(error)) throw error;
    return { error };
  }
}

/** The SDK's own error, which says little, with keyward's beside it. */
function fail(theirs, ours) {
  if (theirs instanceof Error && theirs.cause === undefined) theirs.cause = ours;
  throw theirs;
}

function once(make) {
  let made;
  return () => (made ??= make());
}

module.exports = { replaceProvider };
