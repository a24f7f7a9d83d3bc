'use strict';

const { HttpRequest } = require('../http/request.cjs');
const { Progress } = require('./states.cjs');
const { Response } = require('./response.cjs');
const { SequentialExecutor } = require('./sequential-executor.cjs');
const { coded } = require('../util/error.cjs');
const { inherit, mixin } = require('../util/object.cjs');
const { addPromises } = require('../util/promise.cjs');
const { core } = require('../listeners/index.cjs');

const GETS_REQUEST = new Set(['restart', 'validate', 'sign', 'build', 'afterValidate', 'afterBuild']);

/** One call of an operation: nothing is sent before `send()`, `promise()`, `eachPage()` or `createReadStream()`. */
const Request = inherit({
  constructor: function Request(service, operation, params) {
    this.service = service;
    this.operation = operation;
    this.params = params || {};
    this.httpRequest = new HttpRequest(service.endpoint, service.requestRegion());
    this.httpRequest.appendToUserAgent(service.config.customUserAgent);
    this.startTime = service.getSkewCorrectedDate();
    this.response = new Response(this);
    this._asm = new Progress();
    this._haltHandlersOnError = false;
    SequentialExecutor.call(this);
    this.emit = this.emitEvent;
  },

  /** `callback(err, data)`, with the response as `this`. */
  send(callback) {
    if (callback) {
      this.httpRequest.appendToUserAgent('callback');
      this.on('complete', (response) => callback.call(response, response.error, response.data));
    }
    this.runTo();
    return this.response;
  },

  /** Signs the request without sending it; `httpRequest` is whole when `callback` is called. */
  build(callback) {
    return this.runTo('send', callback);
  },

  runTo(state, done) {
    this._asm.runTo(this, state, done);
    return this;
  },

  abort() {
    this.removeAllListeners('validateResponse');
    this.removeAllListeners('extractError');
    this.on('validateResponse', (response) => {
      response.error = coded('RequestAbortedError', 'Request aborted by user', { retryable: false });
    });
    const { stream } = this.httpRequest;
    if (stream && !stream.didCallback) {
      this.removeAllListeners('send');
      stream.abort();
    }
    return this;
  },

  /** `callback(err, data, done)` for each page; `data` is null after the last one. `false` ends it. */
  eachPage(callback) {
    require('./pages.cjs').eachPage(this, callback);
  },

  /** `callback(err, item)` for each item of each page. */
  eachItem(callback) {
    require('./pages.cjs').eachItem(this, callback);
  },

  isPageable() {
    return Boolean(this.service.paginationConfig(this.operation));
  },

  /** The body as it comes. Errors are emitted by the stream. */
  createReadStream() {
    return require('./read-stream.cjs').createReadStream(this);
  },

  /** A URL of this request, good for `expires` seconds. */
  presign(expires, callback) {
    const [seconds, done] = typeof expires === 'function' ? [undefined, expires] : [expires, callback];
    return require('./presign.cjs').presign(this, seconds ?? undefined, done);
  },

  isPresigned() {
    return Object.hasOwn(this.httpRequest.headers, 'presigned-expires');
  },

  toUnauthenticated() {
    this._unAuthenticated = true;
    this.removeListener('validate', core.VALIDATE_CREDENTIALS);
    this.removeListener('sign', core.SIGN);
    return this;
  },

  emitEvent(event, given, done) {
    const [list, callback] = typeof given === 'function' ? [null, given] : [given, done];
    return SequentialExecutor.prototype.emit.call(this, event, list ?? this.eventParameters(event), (err) => {
      if (err) this.response.error = err;
      callback?.call(this, err);
    });
  },

  eventParameters(event) {
    if (GETS_REQUEST.has(event)) return [this];
    return event === 'error' ? [this.response.error, this.response] : [this.response];
  },

  /** The listeners of this event that come next are not called after one that failed. */
  haltHandlersOnError() {
    this._haltHandlersOnError = true;
  },
});

Request.addPromisesToClass = function addPromisesToClass(Dependency) {
  this.prototype.promise = function promise() {
    this.httpRequest.appendToUserAgent('promise');
    return new Dependency((resolve, reject) => {
      this.on('complete', (response) => (response.error ? reject(response.error) : resolve(withResponse(response))));
      this.runTo();
    });
  };
};
Request.deletePromisesFromClass = function deletePromisesFromClass() {
  delete this.prototype.promise;
};

// Not listed, so that the data can be written as JSON.
function withResponse(response) {
  return Object.defineProperty(response.data ?? {}, '$response', { value: response });
}

mixin(Request, SequentialExecutor);
addPromises(Request);

module.exports = { Request };
