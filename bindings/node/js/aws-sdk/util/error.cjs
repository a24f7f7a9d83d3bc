'use strict';

const { copy, update } = require('./object.cjs');

/**
 * The error itself, given SDK v2's form: `message` is listed, `code` and `name` are set, `time` says when. Where `options`
 * bring another message, a plain copy of what the error was becomes `originalError`.
 */
function error(err, options) {
  const original = replacesMessage(err, options) ? { ...copy(err), message: err.message } : null;
  err.message = err.message || null;
  if (typeof options === 'string') err.message = options;
  else if (options && typeof options === 'object') take(err, options);
  Object.defineProperty(err, 'name', { writable: true, enumerable: false });
  Object.defineProperty(err, 'message', { enumerable: true });
  err.name = String((options && options.name) || err.name || err.code || 'Error');
  err.time = new Date();
  if (original) err.originalError = original;
  return err;
}

function replacesMessage(err, options) {
  const had = typeof err.message === 'string' && err.message !== '';
  return had && (typeof options === 'string' || Boolean(options?.message));
}

function take(err, options) {
  update(err, options);
  if (options.message) err.message = options.message;
  if (options.code || options.name) err.code = options.code || options.name;
  if (options.stack) err.stack = options.stack;
}

/** A new error with a code, as every check here throws it. */
function coded(code, message, more) {
  return error(new Error(message ?? ''), { code, ...more });
}

module.exports = { coded, error };
