'use strict';

// Credentials from keyward's engine, one source at a time: it is asked in an environment that holds this source alone.

const { devNull } = require('node:os');
const { callIn, identity } = require('../../call.cjs');
const { coded } = require('../util/error.cjs');

const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
// What would answer where a profile has nothing.
const OTHERS = [
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
];
const NO_FILES = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull, AWS_PROFILE: undefined };

/** An environment for a profile of AWS's files. */
function profileEnvironment({ filename } = {}) {
  const files = filename ? { AWS_SHARED_CREDENTIALS_FILE: filename } : {};
  return { ...process.env, ...without(OTHERS), AWS_EC2_METADATA_DISABLED: 'true', ...files };
}

/** An environment without files and other sources, but for `variables`. */
function bareEnvironment(variables) {
  const nothing = { ...without(KEYS), ...without(OTHERS), ...NO_FILES };
  return { ...process.env, ...nothing, AWS_EC2_METADATA_DISABLED: 'true', ...variables };
}

function without(names) {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/**
 * Sets the credentials' fields from the engine's answer. A second load asks for new ones: the first may be the reason for it.
 * `mfa` is SDK v2's `tokenCodeFn(serial, callback)`.
 */
function loadFrom(credentials, { env, profile, mfa, code, fallbackRegion }, callback) {
  const request = { profile, fallbackRegion, forceRefresh: Boolean(credentials.accessKeyId) };
  callIn(env, 'credentials', request, mfa && promised(mfa)).then(
    ({ credentials: found }) => {
      take(credentials, identity(found));
      process.nextTick(callback);
    },
    (err) => process.nextTick(callback, shaped(err, code)),
  );
}

function take(credentials, { accessKeyId, secretAccessKey, sessionToken, expiration }) {
  Object.assign(credentials, { accessKeyId, secretAccessKey, sessionToken, expired: false, expireTime: expiration ?? null });
}

/** Keyward's error under the code of SDK v2's class; the whole is `originalError`. */
function shaped(err, code = err.code, message = err.message) {
  return coded(code, message, { originalError: err, ...(err.hint && { hint: err.hint }) });
}

function promised(ask) {
  return (serial) => new Promise((resolve, reject) => ask(serial, (err, code) => (err ? reject(asError(err)) : resolve(code))));
}

function asError(err) {
  return err instanceof Error ? err : new Error(String(err));
}

module.exports = { bareEnvironment, loadFrom, profileEnvironment, shaped, take };
