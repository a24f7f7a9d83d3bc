'use strict';

const { coded, error } = require('../util/error.cjs');
const { copy, inherit, merge } = require('../util/object.cjs');
const promise = require('../util/promise.cjs');
const AWS = require('../core.cjs');
const keys = require('./keys.cjs');
const { isService } = require('../service/names.cjs');

/** Settings: the global ones in `AWS.config`, and those of each service object. */
const Config = inherit({
  constructor: function Config(options = {}) {
    const given = this.extractCredentials(options);
    for (const [name, otherwise] of Object.entries(this.keys)) this.set(name, given[name], otherwise);
  },

  keys,

  /** `callback(err, credentials)`; what is found stays in `credentials`. */
  getCredentials(callback) {
    resolve(this, CREDENTIALS, callback);
  },

  /** `callback(err, token)`: the same for services that take a bearer token. */
  getToken(callback) {
    resolve(this, TOKEN, callback);
  },

  /** Settings that nobody knows are left out, unless `allowUnknownKeys`; those of a service stand under its name. */
  update(options, allowUnknownKeys = false) {
    const given = this.extractCredentials(options);
    for (const name of Object.keys(given)) {
      if (allowUnknownKeys || Object.hasOwn(this.keys, name) || isService(name)) this.set(name, given[name]);
    }
  },

  /** Begins anew with what a JSON file says. */
  loadFromPath(path) {
    this.clear();
    const options = JSON.parse(require('node:fs').readFileSync(path, 'utf-8'));
    const file = new AWS.FileSystemCredentials(path);
    if (!file.needsRefresh()) options.credentials = file;
    Config.call(this, options);
    return this;
  },

  clear() {
    for (const name of Object.keys(this.keys)) delete this[name];
    this.set('credentials', undefined);
    this.set('credentialProvider', undefined);
  },

  /** Undefined brings the default back. `httpOptions` are added to those that are there. */
  set(name, value, otherwise = this.keys[name]) {
    if (value === undefined) this[name] = typeof otherwise === 'function' ? otherwise.call(this) : otherwise;
    else if (name === 'httpOptions' && this[name]) this[name] = merge(this[name], value);
    else this[name] = value;
  },

  extractCredentials(options) {
    if (!options.accessKeyId || !options.secretAccessKey) return options;
    return { ...copy(options), credentials: new AWS.Credentials(options) };
  },

  /** Promises of another library; null is the language's own. */
  setPromisesDependency(dependency) {
    promise.setDependency(dependency);
    const classes = [AWS.Request, AWS.Credentials, AWS.CredentialProviderChain, AWS.Token, AWS.TokenProviderChain];
    promise.addPromises([...classes, AWS.S3, AWS.S3?.ManagedUpload], promise.dependency());
  },

  getPromisesDependency() {
    return promise.dependency();
  },
});

const CREDENTIALS = {
  name: 'credentials',
  provider: 'credentialProvider',
  code: 'CredentialsError',
  one: 'credentials',
  isComplete: ({ accessKeyId, secretAccessKey }) => Boolean(accessKeyId && secretAccessKey),
};
const TOKEN = {
  name: 'token',
  provider: 'tokenProvider',
  code: 'TokenError',
  one: 'token',
  isComplete: ({ token }) => Boolean(token),
};

function resolve(config, kind, callback) {
  const { name, provider, code, one } = kind;
  const held = config[name];
  const failed = (message, err) => error(err ?? new Error(), { code, name: code, message });
  const finish = (err) => callback(err, err ? null : config[name]);
  if (typeof held?.get === 'function') {
    held.get((err) => finish(err && failed(`Could not load ${one} from ${held.constructor.name}`, err)));
  } else if (held) {
    finish(kind.isComplete(held) ? null : failed(`Missing ${one}`));
  } else if (config[provider]) {
    config[provider].resolve((err, found) => {
      config[name] = found;
      finish(err && failed(`Could not load ${one} from any providers`, err));
    });
  } else {
    finish(coded(code, `No ${one} to load`, { name: code }));
  }
}

module.exports = { Config };
