'use strict';

const { KeywardError } = require('./error.cjs');
const native = require('./native.cjs');
const { checked, toRequest } = require('./options.cjs');

/** Where credentials would come from, and why. Asks AWS nothing and holds no secret. */
async function explain(options) {
  const request = await toRequest(checked(options), undefined, false);
  const outcome = await native.explain(request, { ...process.env });
  if (outcome.error) throw new KeywardError(outcome.error);
  return JSON.parse(outcome.json);
}

module.exports = { explain };
