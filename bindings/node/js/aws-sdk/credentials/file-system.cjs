'use strict';

const { readFileSync } = require('node:fs');
const { Credentials } = require('./base.cjs');
const { coded } = require('../util/error.cjs');
const { inherit } = require('../util/object.cjs');

const CODE = 'FileSystemCredentialsProviderFailure';

/** A JSON file with `accessKeyId`, `secretAccessKey`, `sessionToken`, read at once. */
const FileSystemCredentials = inherit(Credentials, {
  constructor: function FileSystemCredentials(filename) {
    Credentials.call(this);
    this.filename = filename;
    this.get(() => {});
  },

  refresh(callback = () => {}) {
    try {
      Credentials.call(this, JSON.parse(readFileSync(this.filename, 'utf-8')));
      if (!this.accessKeyId || !this.secretAccessKey) throw coded(CODE, `Credentials not set in ${this.filename}`);
    } catch (err) {
      callback(err);
      return;
    }
    callback();
  },
});

module.exports = { FileSystemCredentials };
