'use strict';

// What SDK v2 resolves while `require('aws-sdk')` runs: with no network, no process and no person to ask.

const { environment, identity } = require('./call.cjs');

const RESOLVERS = { environment: fromEnvironment, profile: fromProfile };

/**
 * `{ credentials }` or `{ error: { code, message, hint } }`; never throws for what a user may have written.
 *
 * - `'environment'`, `{ prefix = 'AWS' }`: `PREFIX_ACCESS_KEY_ID`, `_SECRET_ACCESS_KEY`, `_SESSION_TOKEN`
 * - `'profile'`, `{ profile, filename, configFilename, keysOnly = false }`: the vault's entry or the static keys of a profile;
 *   `keysOnly` whatever role it names. Anything that takes time is the error `not_supported`: ask asynchronously then.
 */
function resolveSync(kind, options = {}, env = process.env) {
  if (!Object.hasOwn(RESOLVERS, kind)) throw new TypeError(`${kind} is resolved asynchronously only`);
  return RESOLVERS[kind](options, env);
}

function fromEnvironment({ prefix = 'AWS' }, env) {
  const name = (suffix) => (prefix ? `${prefix}_${suffix}` : suffix);
  for (const needed of [name('ACCESS_KEY_ID'), name('SECRET_ACCESS_KEY')]) {
    if (!env[needed]) return { error: { code: 'no_credentials', message: `the variable ${needed} is not set` } };
  }
  return {
    credentials: identity({
      accessKeyId: env[name('ACCESS_KEY_ID')],
      secretAccessKey: env[name('SECRET_ACCESS_KEY')],
      sessionToken: env[name('SESSION_TOKEN')],
      source: 'environment',
    }),
  };
}

function fromProfile({ profile, filename, configFilename, keysOnly = false }, env) {
  const request = { profile: profile || env.AWS_PROFILE || 'default' };
  const files = { AWS_SHARED_CREDENTIALS_FILE: filename, AWS_CONFIG_FILE: configFilename };
  // Credentials in the environment need no addon.
  const native = require('./native.cjs');
  const { error, credentials } = native.credentialsAtHand(request, environment({ ...env, ...given(files) }), keysOnly);
  return error ? { error } : { credentials: identity(credentials) };
}

function given(variables) {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
}

module.exports = { resolveSync };
