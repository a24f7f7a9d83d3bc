'use strict';

const { check } = require('./vault-options.cjs');
const { environment, identity } = require('./call.cjs');
const { KeywardError } = require('./error.cjs');
const native = require('./native.cjs');

/**
 * The vault of `home` (KEYWARD_HOME), opened by `identityFile` (KEYWARD_IDENTITY_FILE), the keyring of the system, or
 * `passphrase`: a string, or a function that is asked for it.
 */
async function open(options = {}) {
  const { home, identityFile, passphrase } = check.open(options);
  const env = environment({
    ...process.env,
    ...(home && { KEYWARD_HOME: home }),
    ...(identityFile && { KEYWARD_IDENTITY_FILE: identityFile }),
  });
  const given = typeof passphrase === 'function' ? await passphrase() : passphrase;
  const opened = new native.NativeVault(env, check.passphrase(given));
  outcome(await opened.unlock());
  return new OpenVault(opened);
}

/** What `Vault` of index.cjs stands on. */
class OpenVault {
  #native;

  constructor(opened) {
    this.#native = opened;
  }

  /** The entries by name, without their secrets. */
  async list() {
    const entries = JSON.parse(outcome(await this.#native.list()).json);
    return entries.map(({ accountId, addedAt, ...entry }) => ({
      ...entry,
      ...(accountId && { accountId }),
      addedAt: new Date(addedAt),
    }));
  }

  /** The key of a profile, as an identity that hides its secret from logs. */
  async get(profile) {
    return identity(outcome(await this.#native.get(check.profile(profile))).credentials);
  }

  /** Stores a long-lived key; one that is there already is replaced only with `{ replace: true }`. */
  async put(profile, key, options = {}) {
    const { replace } = check.put(options);
    outcome(await this.#native.put(check.profile(profile), check.key(key), replace));
  }

  /** Forgets a key; false where there was none. It stays valid at AWS. */
  async remove(profile) {
    return JSON.parse(outcome(await this.#native.remove(check.profile(profile))).json);
  }
}

function outcome({ error, ...found }) {
  if (error) throw new KeywardError(error);
  return found;
}

module.exports = { open };
