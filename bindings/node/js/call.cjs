'use strict';

const { KeywardError } = require('./error.cjs');
const native = require('./native.cjs');

/** Asks the native part; whatever goes wrong there or on the way is a `KeywardError`. */
async function call(name, request) {
  const { error, ...outcome } = await attempt(name, request);
  if (error) throw new KeywardError(error);
  return outcome;
}

async function attempt(name, request) {
  try {
    return await native[name](request, environment());
  } catch (cause) {
    throw new KeywardError({
      code: 'unexpected',
      message: `the native part of keyward refused the call: ${cause?.message ?? cause}`,
      hint: 'this is a defect of keyward; please report it with the options that were given',
      cause,
    });
  }
}

/** The environment as it is now. A program may have put a plain object there, with any values. */
function environment() {
  const entries = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

module.exports = { call };
