'use strict';

const { parse } = require('node:url');
const AWS = require('../core.cjs');
const { copy, hideProperties, inherit } = require('../util/object.cjs');

const HIDDEN = ['slashes', 'auth', 'hash', 'search', 'query'];

/** Where requests go: `protocol`, `host`, `hostname`, `port` (a number), `path`, `href`. Of a string, or a copy of another one. */
const Endpoint = inherit({
  constructor: function Endpoint(endpoint, config) {
    if (endpoint === undefined || endpoint === null) throw new Error(`Invalid endpoint: ${endpoint}`);
    if (typeof endpoint !== 'string') return copy(endpoint);
    hideProperties(this, HIDDEN);
    const url = parse(withScheme(endpoint, config));
    for (const name of Object.keys(url)) this[name] = url[name];
    this.port = this.port ? Number.parseInt(this.port, 10) : this.protocol === 'https:' ? 443 : 80;
  },
});

function withScheme(endpoint, config) {
  if (endpoint.startsWith('http')) return endpoint;
  const ssl = config?.sslEnabled ?? AWS.config.sslEnabled;
  return `${ssl ? 'https' : 'http'}://${endpoint}`;
}

module.exports = { Endpoint };
