'use strict';

const { inspect } = require('node:util');

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

module.exports = { identity };
