'use strict';

const { KeywardError } = require('./error.cjs');
const { fromKeyward } = require('./from-keyward.cjs');

// Where the native part is missing, a program hears it at its start.
require('./native.cjs');

// Few programs ask for these: their files are read when they do.
const clientConfig = (options) => require('./client-config.cjs').clientConfig(options);
const configure = (options) => require('./configure.cjs').configure(options);
const explain = (options) => require('./explain.cjs').explain(options);

/** The long-lived keys of a vault. `keyward init` makes one. */
class Vault {
  #opened;

  static async open(options) {
    const vault = new Vault();
    vault.#opened = await require('./vault.cjs').open(options);
    return vault;
  }

  list() {
    return this.#opened.list();
  }

  get(profile) {
    return this.#opened.get(profile);
  }

  put(profile, key, options) {
    return this.#opened.put(profile, key, options);
  }

  remove(profile) {
    return this.#opened.remove(profile);
  }
}

module.exports = { KeywardError, Vault, clientConfig, configure, explain, fromKeyward };
