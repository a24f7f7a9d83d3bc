'use strict';

// The default chain and the profile providers of SDK v3, with keyward before them.

const { isNothingFound } = require('../v2/error.cjs');

// What a program names where it wants its own files, token or client: then the SDK's provider does as it is told.
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
// Early versions of v3's clients hand these to their default chain themselves.
const ASSUMERS = ['roleAssumer', 'roleAssumerWithWebIdentity'];
// Set in what keyward hands on to the SDK's provider, which hands it on to its kin: keyward has been asked.
const ASKED = Symbol('keyward was asked');

/** The exports of `@aws-sdk/credential-provider-node`. */
function replaceDefaultProvider(exports) {
  return replaced(exports, 'defaultProvider', PROGRAMS_OWN);
}

/** The exports of a package whose provider is for one profile. */
function replaceProfileProvider(exports, name) {
  return replaced(exports, name, [...PROGRAMS_OWN, ...ASSUMERS]);
}

/** The same exports but for one: properties of some versions are getters and cannot be set. */
function replaced(exports, name, own) {
  const original = exports[name];
  if (typeof original !== 'function') return exports;
  const value = (init = {}) => (isLeftAlone(init, own) ? original(init) : keywardFirst(init, original));
  const properties = Object.getOwnPropertyDescriptors(exports);
  properties[name] = { value, enumerable: true, writable: true, configurable: true };
  return Object.create(Object.getPrototypeOf(exports), properties);
}

function isLeftAlone(init, own) {
  return init[ASKED] || own.some((name) => init[name] !== undefined) || !isUnderstood(init.clientConfig);
}

/** Keyward takes a region for STS; a program that says more about that client means the SDK's. */
function isUnderstood(clientConfig = {}) {
  return Object.keys(clientConfig).every((name) => clientConfig[name] === undefined || name === 'region' || name === 'logger');
}

function keywardFirst(init, original) {
  const keyward = once(() => require('../from-keyward.cjs').fromKeyward(options(init)));
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

/** An identity, or the error that says that keyward has nothing; any other stops the search. */
async function answer(keyward, properties) {
  try {
    return { identity: await keyward()(properties) };
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

function options({ profile, mfaCodeProvider, clientConfig, logger }) {
  const region = clientConfig?.region;
  return {
    profile: profile || undefined,
    mfaCodeProvider,
    clientConfig: region === undefined ? undefined : { region },
    logger,
  };
}

module.exports = { replaceDefaultProvider, replaceProfileProvider };
