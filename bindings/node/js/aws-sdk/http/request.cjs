'use strict';

const { Endpoint } = require('./endpoint.cjs');
const { userAgent } = require('../util/agent.cjs');
const { inherit } = require('../util/object.cjs');
const { queryParamsToString, queryStringParse } = require('../util/text.cjs');

const AGENT = 'User-Agent';

/** What is sent: `method`, `path` with its query, `headers`, `body`, to `endpoint`. Listeners may change all of it. */
const HttpRequest = inherit({
  constructor: function HttpRequest(endpoint, region) {
    this.endpoint = new Endpoint(endpoint);
    this.method = 'POST';
    this.path = this.endpoint.path || '/';
    this.headers = {};
    this.body = '';
    this.region = region;
    this._userAgent = '';
    this.setUserAgent();
  },

  setUserAgent() {
    this._userAgent = this.headers[AGENT] = userAgent();
  },

  getUserAgentHeaderName() {
    return AGENT;
  },

  appendToUserAgent(part) {
    if (typeof part === 'string' && part) this._userAgent += ` ${part}`;
    this.headers[AGENT] = this._userAgent;
  },

  getUserAgent() {
    return this._userAgent;
  },

  pathname() {
    return this.path.split('?', 1)[0];
  },

  /** The query, names in order. */
  search() {
    const query = this.path.split('?', 2)[1];
    return query ? queryParamsToString(queryStringParse(query)) : '';
  },

  updateEndpoint(endpoint) {
    this.endpoint = new Endpoint(endpoint);
    this.path = this.endpoint.path || '/';
    if (this.headers.Host) this.headers.Host = this.endpoint.host;
  },
});

module.exports = { HttpRequest };
