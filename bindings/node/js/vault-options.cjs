'use strict';

// Checks what a program passes to a Vault.

const { invalid, object, string, unknown } = require('./check.cjs');

function known(options, names, example) {
  object(options, 'the options', example);
  const strange = Object.keys(options).find((name) => options[name] !== undefined && !names.includes(name));
  if (strange !== undefined) throw unknown(strange, names);
}

const check = {
  open(options) {
    known(options, ['home', 'identityFile', 'passphrase'], "Vault.open({ home: '/srv/keyward' })");
    const { passphrase } = options;
    return { home: string(options.home, 'home'), identityFile: string(options.identityFile, 'identityFile'), passphrase };
  },

  /** The message never holds it. */
  passphrase(given) {
    if (given === undefined || (typeof given === 'string' && given !== '')) return given;
    throw invalid('passphrase is no string, or empty', 'give a string, or a function that returns one');
  },

  profile(name) {
    if (name === undefined) throw invalid('the name of the profile is missing', "write vault.get('prod')");
    return string(name, 'the name of the profile');
  },

  key(key) {
    const example = "{ accessKeyId: 'AKIA…', secretAccessKey: '…' }";
    object(key, 'the key', example);
    const { accessKeyId, secretAccessKey, sessionToken, accountId } = key;
    if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') {
      throw invalid('the key has no accessKeyId and secretAccessKey', `write ${example}`);
    }
    if (sessionToken) {
      throw invalid('these are temporary credentials; the vault keeps long-lived keys', 'give the key that they came from');
    }
    if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
      throw invalid('accountId is not the number of an account', "write its 12 digits in quotes: '123456789012'");
    }
    return { accessKeyId, secretAccessKey, accountId };
  },

  put(options) {
    known(options, ['replace'], '{ replace: true }');
    const { replace = false } = options;
    if (typeof replace !== 'boolean') throw invalid('replace is neither true nor false', 'write replace: true');
    return { replace };
  },
};

module.exports = { check };
