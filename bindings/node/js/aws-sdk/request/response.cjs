'use strict';

const { HttpResponse } = require('../http/response.cjs');
const { copy, inherit } = require('../util/object.cjs');

/** What a callback has as `this`: `data` or `error`, `requestId`, `httpResponse`, and the next page. */
const Response = inherit({
  constructor: function Response(request) {
    this.request = request;
    this.data = null;
    this.error = null;
    this.retryCount = 0;
    this.redirectCount = 0;
    this.httpResponse = new HttpResponse();
    if (!request) return;
    this.maxRetries = request.service.numRetries();
    this.maxRedirects = request.service.config.maxRedirects;
  },

  /** The request of the next page, sent where a callback is given; null where this is the last one. */
  nextPage(callback) {
    const { service, operation, params } = this.request;
    const failed = this._paginates(service, operation);
    if (!this.hasNextPage()) return this._noPage(failed, callback);
    const next = copy(params);
    const names = [].concat(service.paginationConfig(operation).inputToken);
    names.forEach((name, at) => {
      next[name] = this.nextPageTokens[at];
    });
    return service.makeRequest(operation, next, callback);
  },

  _paginates(service, operation) {
    try {
      service.paginationConfig(operation, true);
      return null;
    } catch (err) {
      this.error = err;
      return err;
    }
  },

  _noPage(failed, callback) {
    if (callback) callback(this.error, null);
    else if (failed) throw failed;
    return null;
  },

  /** Undefined where the operation has no pages. */
  hasNextPage() {
    const tokens = this.cacheNextPageTokens();
    return tokens ? true : tokens === undefined ? undefined : false;
  },

  cacheNextPageTokens() {
    if (!Object.hasOwn(this, 'nextPageTokens')) {
      const config = this.request.service.paginationConfig(this.request.operation);
      this.nextPageTokens = config ? config.tokensOf(this.data) : undefined;
    }
    return this.nextPageTokens;
  },
});

module.exports = { Response };
