'use strict';

// Checks what a program passes, so that a typing mistake is named and nothing is ignored.

const { invalid, notYet, object, region, string, unknown } = require('./check.cjs');

const KNOWN = new Set([
  'profile',
  'params',
  'accountId',
  'clientConfig',
  'webIdentity',
  'masterCredentials',
  'mfaCodeProvider',
  'mfaSerial',
]);
// Handed in by SDK v3 itself, or only for its own providers' sake.
const HARMLESS = new Set(['logger', 'parentClientConfig', 'callerClientConfig']);
const NOT_YET = new Set(['agent', 'scope']);

/** Throws on anything that is not understood; returns a copy that later changes do not reach. */
function checked(options = {}) {
  object(options, 'the options', "fromKeyward({ profile: 'NAME' })");
  if (options.parentClientConfig !== undefined) options = ofClient(options);
  for (const name of Object.keys(options)) {
    if (options[name] === undefined || KNOWN.has(name) || HARMLESS.has(name)) continue;
    throw NOT_YET.has(name) ? notYet(name) : unknown(name, KNOWN);
  }
  const asked = params(options.params);
  return {
    profile: string(options.profile, 'profile'),
    accountId: accountId(options.accountId),
    params: asked,
    githubActions: webIdentity(options.webIdentity, asked),
    clientConfig: clientConfig(options.clientConfig),
    masterCredentials: masterCredentials(options.masterCredentials, options),
    mfaSerial: string(options.mfaSerial, 'mfaSerial'),
    mfaCodeProvider: provider(options.mfaCodeProvider),
  };
}

/** As `credentialDefaultProvider` of a client, it is handed all of the client's configuration. */
function ofClient(options) {
  return Object.fromEntries(Object.entries(options).filter(([name]) => KNOWN.has(name)));
}

function masterCredentials(given, { params, mfaSerial, webIdentity }) {
  if (given === undefined) return undefined;
  if (typeof given !== 'function') object(given, 'masterCredentials', 'masterCredentials: fromKeyward(…)');
  if (webIdentity !== undefined) {
    throw invalid('masterCredentials and webIdentity exclude each other', 'leave one of them out');
  }
  if (params !== undefined || mfaSerial !== undefined) return given;
  throw invalid('masterCredentials are good for a role, and none is named', "add params: { RoleArn: 'arn:aws:iam::…' }");
}

/** Most programs name a profile and no role: what checks roles is read when one does. */
function params(given) {
  return given === undefined ? undefined : require('./params.cjs').params(given);
}

function provider(given) {
  if (given === undefined || typeof given === 'function') return given;
  throw invalid('mfaCodeProvider must be a function', "write mfaCodeProvider: async (serial) => '123456'");
}

/** Only GitHub's tokens come without a file: a file is named by AWS_WEB_IDENTITY_TOKEN_FILE or in a profile. */
function webIdentity(given, role) {
  if (given === undefined) return undefined;
  const { source, audience, ...rest } = typeof given === 'string' ? { source: given } : (given ?? {});
  if (source !== 'github-actions' || Object.keys(rest).length > 0) {
    const hint = "write webIdentity: 'github-actions', or { source: 'github-actions', audience: '…' }";
    throw invalid('webIdentity names no source of tokens', hint);
  }
  if (role === undefined) {
    throw invalid('webIdentity is good for a role, and none is named', "add params: { RoleArn: 'arn:aws:iam::…' }");
  }
  return { audience: string(audience, 'webIdentity.audience') };
}

function accountId(value) {
  if (value === undefined || (typeof value === 'string' && /^\d{12}$/.test(value))) return value;
  throw invalid('accountId is not the number of an account', "write its 12 digits in quotes: '123456789012'");
}

/** Only the region of it is used: everything else would be a promise that is not kept. */
function clientConfig(given) {
  if (given === undefined) return undefined;
  object(given, 'clientConfig', "clientConfig: { region: 'eu-west-1' }");
  for (const name of Object.keys(given)) {
    if (given[name] === undefined || name === 'region' || name === 'logger') continue;
    throw notYet(`clientConfig.${name}`, instead(name));
  }
  // A function is asked at each call, and its answer checked there.
  const asked = typeof given.region === 'function';
  return { region: asked ? given.region : region(given.region, 'clientConfig.region') };
}

function instead(name) {
  if (name === 'endpoint') return 'set AWS_ENDPOINT_URL_STS, or endpoint_url in the profile';
  if (name === 'profile') return "name it beside clientConfig: fromKeyward({ profile: 'NAME' })";
  return 'clientConfig takes region';
}

let defaults = {};

/** What `configure` said, below what the call says itself. */
function withDefaults(options) {
  // What is no object is named by the checks.
  if (options !== undefined && (options === null || typeof options !== 'object' || Array.isArray(options))) return options;
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}

function setDefaults(options) {
  defaults = options;
}

module.exports = { checked, setDefaults, withDefaults };
