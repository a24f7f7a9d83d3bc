'use strict';

// Builds a request of S3 without waiting, for a URL: SDK v3's own schemas say where each parameter goes, its own rules which
// host has the bucket. A body is only known by its hash.

const { createHash } = require('node:crypto');
const { Endpoint } = require('../http/endpoint.cjs');
const { uriEscape, uriEscapePath } = require('../util/text.cjs');
const { coded } = require('../util/error.cjs');
const { endpointOf } = require('./endpoint.cjs');

function buildForUrl(request) {
  const { httpRequest, operation, params, service } = request;
  const { Command, input } = service.api.operations[operation];
  const { url, signing } = endpointOf(service, Command, params, httpRequest.region);
  const [method, template] = new Command({}).schema[3].http;
  const { query, headers } = placed(input, params);
  const path = `${url.pathname.replace(/\/$/, '')}${pathOf(template, params)}`.replace(/(.)\/$/, params.Key ? '$&' : '$1');
  const search = [literal(template), ...query].filter(Boolean).join('&');
  httpRequest.method = method;
  if (!service._endpointIsGiven()) httpRequest.endpoint = new Endpoint(url.origin);
  httpRequest.path = search ? `${path}?${search}` : path;
  Object.assign(httpRequest.headers, headers);
  httpRequest._signing = { name: signing.name };
  httpRequest.region = signing.region;
  if (params.Body !== undefined) httpRequest._payloadHash = hash(params.Body);
}

/** `/{Key+}` with its parameters; the bucket is the endpoint's affair. */
function pathOf(template, params) {
  return template.split('?')[0].replace(/\{(\w+)(\+?)\}/g, (_, name, greedy) => {
    const value = String(params[name]);
    if (value === '') {
      throw coded('UriParameterError', `Expected uri parameter to have length >= 1, but found "" for params.${name}`);
    }
    return greedy ? uriEscapePath(value) : uriEscape(value);
  });
}

/** `?uploads` of a template. `x-id`, SDK v3's name of the operation, is nothing that S3 needs. */
function literal(template) {
  const parts = template.split('?')[1]?.split('&') ?? [];
  return parts.filter((part) => !part.startsWith('x-id=')).join('&');
}

function placed(input, params) {
  const query = [];
  const headers = {};
  for (const [name, value] of Object.entries(params)) {
    const { httpQuery, httpHeader, httpPrefixHeaders } = input.members[name]?.traits ?? {};
    if (value === undefined || value === null) continue;
    if (httpQuery) query.push(`${uriEscape(httpQuery)}=${uriEscape(text(input.members[name], value, true))}`);
    if (httpHeader) headers[httpHeader] = text(input.members[name], value, false);
    if (httpPrefixHeaders) for (const key of Object.keys(value)) headers[`${httpPrefixHeaders}${key}`.toLowerCase()] = String(value[key]);
  }
  return { query, headers };
}

// The schemas' numbers of the forms of a time.
const HTTP_DATE = 6;
const SECONDS = 7;

function text(shape, value, inQuery) {
  if (Array.isArray(value)) return value.map((one) => text(shape.member, one, inQuery)).join(', ');
  if (shape.type !== 'timestamp') return String(value);
  const date = value instanceof Date ? value : new Date(typeof value === 'number' ? value * 1000 : value);
  if (shape.schema === SECONDS) return String(Math.floor(date.getTime() / 1000));
  return shape.schema === HTTP_DATE || !inQuery ? date.toUTCString() : date.toISOString();
}

function hash(body) {
  if (typeof body !== 'string' && !ArrayBuffer.isView(body)) return undefined;
  return createHash('sha256').update(body).digest('hex');
}

module.exports = { buildForUrl };
