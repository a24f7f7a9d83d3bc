'use strict';

const { inspect } = require('node:util');
const { KeywardError } = require('./error.cjs');

/** Asks the native part; whatever goes wrong there or on the way is a `KeywardError`. */
function call(name, request, mfaCodeProvider, ...more) {
  return callIn(process.env, name, request, mfaCodeProvider, ...more);
}

/** The same, in another environment than the program's. */
async function callIn(env, name, request, mfaCodeProvider, ...more) {
  const codes = mfaCodeProvider && new Codes(mfaCodeProvider);
  const { error, ...outcome } = await attempt(env, name, request, codes ? [codes.ask] : more);
  if (error) throw new KeywardError({ ...error, ...(error.code === 'mfa_required' && { cause: codes?.cause }) });
  return outcome;
}

/** The program's callback as the native part calls it: an error of the program's is kept for the one that it sees. */
class Codes {
  #provider;
  cause;

  constructor(provider) {
    this.#provider = provider;
  }

  ask = async (serial) => {
    try {
      return { code: await this.#provider(serial) };
    } catch (cause) {
      this.cause = cause;
      return { error: String(cause?.message ?? cause) };
    }
  };
}

async function attempt(env, name, request, more) {
  const native = require('./native.cjs');
  try {
    // Only `credentials` asks for codes.
    return await native[name](request, environment(env), ...more);
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
function environment(env = process.env) {
  const entries = Object.entries(env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** A plain object, as every SDK expects; only looking at it in a log hides the secrets. */
function identity(found) {
  const { accessKeyId, secretAccessKey, sessionToken, accountId, credentialScope, source, features } = found;
  const expiration = found.expiration === undefined ? undefined : new Date(found.expiration);
  const plain = {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    ...(expiration && { expiration }),
    ...(credentialScope && { credentialScope }),
    ...(accountId && { accountId }),
    ...(features && { $source: features }),
  };
  const shown = { accessKeyId, source, expiration, accountId };
  Object.defineProperty(plain, inspect.custom, {
    value: () => `AwsCredentialIdentity ${inspect(shown)}`,
  });
  return plain;
}

module.exports = { call, callIn, environment, identity };
