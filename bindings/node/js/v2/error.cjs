'use strict';

/** The error as SDK v2's own are: `code`, `time`, and a `message` that enumerates. `name` stays `KeywardError`. */
function shaped(AWS, error) {
  return AWS.util.error(error, { code: error.code, name: error.name });
}

/** Whether keyward holds nothing of the kind, so that somebody else may be asked. A fault of keyward's is none of these. */
function isNothingFound(error) {
  return error?.name === 'KeywardError' && error.tryNextLink === true;
}

module.exports = { isNothingFound, shaped };
