'use strict';

const { inherit } = require('../util/object.cjs');

/** What came back: `statusCode`, `headers`, `body` (a Buffer), and `stream` while it comes. */
const HttpResponse = inherit({
  constructor: function HttpResponse() {
    this.statusCode = undefined;
    this.headers = {};
    this.body = undefined;
    this.streaming = false;
    this.stream = null;
  },

  /** From here on the body is the caller's to read. */
  createUnbufferedStream() {
    this.streaming = true;
    return this.stream;
  },
});

module.exports = { HttpResponse };
