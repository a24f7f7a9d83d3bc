'use strict';

const { call } = require('./call.cjs');
const { checked } = require('./options.cjs');
const { toRequest } = require('./request.cjs');

/** Where credentials would come from, and why. Asks AWS nothing and holds no secret. */
async function explain(options) {
  const request = await toRequest(checked(options), undefined, false);
  const { json } = await call('explain', request);
  return JSON.parse(json);
}

module.exports = { explain };
