'use strict';

// From the official client's request to SDK v2's: one path with its query, and headers in SDK v2's spelling.

const { Endpoint } = require('../http/endpoint.cjs');
const { uriEscape } = require('../util/text.cjs');

/** Fills `request.httpRequest`, and notes how it is to be signed. */
function fill(request, built, signing) {
  const { httpRequest } = request;
  httpRequest.method = built.method;
  httpRequest.path = target(built);
  httpRequest.body = bytes(built.body);
  httpRequest.region = signing.region;
  Object.defineProperty(httpRequest, '_signing', { value: signing, configurable: true });
  setHeaders(httpRequest.headers, built.headers);
  setEndpoint(request, built);
}

function target({ path, query }) {
  const text = queryString(query ?? {});
  return text ? `${path}?${text}` : path;
}

function queryString(query) {
  const parts = [];
  for (const name of Object.keys(query).sort()) {
    const value = query[name];
    if (value === undefined) continue;
    const key = uriEscape(name);
    if (Array.isArray(value)) for (const one of value) parts.push(`${key}=${uriEscape(one)}`);
    else parts.push(value === null ? key : `${key}=${uriEscape(value)}`);
  }
  return parts.join('&');
}

function bytes(body) {
  if (body === undefined || body === null) return '';
  if (body instanceof Uint8Array && !Buffer.isBuffer(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return body;
}

const spelled = new Map([['content-md5', 'Content-MD5']]);

/** `Content-Type`, but `x-amz-acl`. */
function spelling(name) {
  if (!spelled.has(name)) {
    const mine = name.startsWith('x-amz') ? name : name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
    spelled.set(name, mine);
  }
  return spelled.get(name);
}

function setHeaders(headers, built) {
  for (const name in built) {
    if (name !== 'host' && name !== 'user-agent') headers[spelling(name)] = built[name];
  }
}

// A program that gave the service object another endpoint gets it, whatever the client found.
function setEndpoint({ httpRequest, service }, { protocol, hostname, port }) {
  if (service._endpointIsGiven()) return;
  const { endpoint } = httpRequest;
  const same = endpoint.hostname === hostname && endpoint.protocol === protocol && (!port || endpoint.port === port);
  if (!same) httpRequest.endpoint = new Endpoint(`${protocol}//${hostname}${port ? `:${port}` : ''}`);
}

module.exports = { fill, queryString };
