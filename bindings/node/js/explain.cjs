'use strict';

const { call } = require('./call.cjs');
const { invalid, object } = require('./check.cjs');
const { checked, withDefaults } = require('./options.cjs');
const { toRequest } = require('./request.cjs');

/**
 * Where credentials come from, and why: what `keyward explain --json` prints, an error included. Only options that
 * cannot be right reject. Holds no secret.
 */
async function explain(options = {}) {
  object(options, 'the options', "explain({ profile: 'NAME' })");
  const { resolve = true, ...rest } = options;
  if (typeof resolve !== 'boolean') {
    throw invalid('resolve is neither true nor false', 'leave it out, or write resolve: false');
  }
  const request = await toRequest(checked(withDefaults(rest)), undefined, false);
  const { json } = await call('explain', request, undefined, resolve);
  return JSON.parse(json);
}

module.exports = { explain };
