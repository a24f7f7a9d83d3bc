'use strict';

// Codes after which another provider of a chain may be asked: nothing here was responsible.
// Everything else is "mine, but broken" and must not fall through to another identity.
const NOT_MINE = new Set(['no_credentials', 'profile_not_found']);

/** What went wrong, with a stable `code`, a `hint`, and `tryNextLink` as SDK v3's chains read it. */
class KeywardError extends Error {
  constructor({ code, message, hint, awsCode, cause }) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'KeywardError';
    this.code = code;
    if (hint) this.hint = hint;
    if (awsCode) this.awsCode = awsCode;
    this.tryNextLink = NOT_MINE.has(code);
  }
}

module.exports = { KeywardError };
