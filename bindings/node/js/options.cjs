'use strict';

// Checks what a program passes, so that a typing mistake is named and nothing is ignored.

const { KeywardError } = require('./error.cjs');

const KNOWN = new Set(['profile', 'params', 'accountId', 'clientConfig']);
// Handed in by SDK v3 itself, or only for its own providers' sake.
const HARMLESS = new Set(['logger', 'parentClientConfig', 'callerClientConfig']);
const NOT_YET = new Set([
  'agent',
  'masterCredentials',
  'mfaCodeProvider',
  'mfaSerial',
  'scope',
  'webIdentity',
]);
const STRING_PARAMS = ['RoleArn', 'RoleSessionName', 'ExternalId', 'SourceIdentity', 'Policy'];
const PARAMS = new Set([
  ...STRING_PARAMS,
  'DurationSeconds',
  'PolicyArns',
  'Tags',
  'TransitiveTagKeys',
]);

function invalid(message, hint) {
  return new KeywardError({ code: 'invalid_argument', message, hint });
}

/** Throws on anything that is not understood; returns a copy that later changes do not reach. */
function checked(options = {}) {
  if (options === null || typeof options !== 'object') {
    throw invalid('the options must be an object');
  }
  for (const name of Object.keys(options)) {
    if (options[name] === undefined || KNOWN.has(name) || HARMLESS.has(name)) continue;
    throw NOT_YET.has(name) ? notYet(name) : unknown(name, KNOWN);
  }
  string(options, 'profile');
  string(options, 'accountId');
  return {
    profile: options.profile,
    accountId: options.accountId,
    params: params(options.params),
    clientConfig: options.clientConfig,
  };
}

function params(given) {
  if (given === undefined) return undefined;
  if (given === null || typeof given !== 'object') throw invalid('params must be an object');
  for (const name of Object.keys(given)) {
    if (name === 'SerialNumber' || name === 'TokenCode') throw notYet(`params.${name}`);
    if (!PARAMS.has(name)) throw unknown(`params.${name}`, PARAMS);
  }
  for (const name of STRING_PARAMS) string(given, name, 'params.');
  if (typeof given.RoleArn !== 'string' || !/^arn:[^:]+:iam::\d{12}:role\/.+/.test(given.RoleArn)) {
    throw invalid(
      'params.RoleArn is not the ARN of a role',
      'write it as arn:aws:iam::123456789012:role/NAME',
    );
  }
  return structuredClone(given);
}

function string(object, name, prefix = '') {
  const value = object[name];
  if (value !== undefined && (typeof value !== 'string' || value === '')) {
    throw invalid(`${prefix}${name} must be a string that is not empty`);
  }
}

function unknown(name, known) {
  return invalid(`${name} is not an option`, `the options are ${[...known].join(', ')}`);
}

function notYet(name) {
  return new KeywardError({
    code: 'not_supported',
    message: `the option ${name} is not supported by this version of keyward`,
  });
}

/** A value, a function of a value or a promise of one: SDK v3 allows all three for a region. */
async function settled(value) {
  return typeof value === 'function' ? value() : value;
}

/** The request that the native part understands. */
async function toRequest(options, caller, forceRefresh) {
  return {
    profile: options.profile ?? (process.env.AWS_PROFILE ? undefined : caller?.profile),
    params: options.params,
    accountId: options.accountId,
    region: await settled(options.clientConfig?.region),
    fallbackRegion: await callerRegion(caller),
    forceRefresh,
  };
}

// A client without any region throws when asked for it; STS then decides for itself.
async function callerRegion(caller) {
  try {
    return await settled(caller?.region);
  } catch {
    return undefined;
  }
}

module.exports = { checked, toRequest };
