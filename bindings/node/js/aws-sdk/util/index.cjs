'use strict';

// `AWS.util`: private in name, used by many programs.

const stream = require('node:stream');
const object = require('./object.cjs');
const promise = require('./promise.cjs');
const { error } = require('./error.cjs');
const agent = require('./agent.cjs');

const fn = {
  noop() {},
  callback(err) {
    if (err) throw err;
  },
  /** A function that takes its callback last, made of one that may answer at once. */
  makeAsync(work, expected) {
    if (expected && expected <= work.length) return work;
    return function (...given) {
      const callback = given.pop();
      callback(work.apply(this, given));
    };
  },
};

module.exports = {
  ...object,
  ...require('./text.cjs'),
  addPromises: promise.addPromises,
  promisifyMethod: promise.promisifyMethod,
  Buffer,
  date: require('./date.cjs'),
  defaultProfile: 'default',
  defer: (work) => setImmediate(work),
  engine: agent.engine,
  environment: 'nodejs',
  error,
  fn,
  isBrowser: () => false,
  isNode: () => true,
  readFileSync: (path) => require('node:fs').readFileSync(path, 'utf-8'),
  stream,
  userAgent: agent.userAgent,
  get ini() {
    return require('../shared-ini/ini.cjs');
  },
  get iniLoader() {
    return require('../shared-ini/loader.cjs').iniLoader;
  },
};
