'use strict';

// Signature Version 4 without a promise, on AWS's own signer in the native part.

const crypto = require('node:crypto');
const { invalid } = require('./check.cjs');
const native = require('./native.cjs');

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const UNSIGNED = 'UNSIGNED-PAYLOAD';
const HASH_HEADER = 'x-amz-content-sha256';
// AWS's own bound (S3 and STS: a week).
const LONGEST = 604_800;

/**
 * The headers that sign a request: `authorization`, `x-amz-date`, `x-amz-content-sha256`, `x-amz-security-token`.
 *
 * `path` is encoded as it is sent. `query` is a string, encoded, or an object of strings, lists and nulls as SDK v3 has it.
 * `payloadHash` is a SHA-256 in hex or one of AWS's words (`UNSIGNED-PAYLOAD`, `STREAMING-…`); else `body` (a string or
 * bytes) is hashed. `service` that begins with `s3` is S3: its path is signed as it is (`escapePath` says otherwise).
 * `time` is a Date. Whatever `credentials` object is given is remembered while it lives: one object, one native signer.
 */
function signSync({ credentials, ...request }) {
  const { headers = {} } = request;
  const hash = request.payloadHash ?? headerOf(headers, HASH_HEADER) ?? payloadHash(request.body);
  const added = { [HASH_HEADER]: hash };
  if (credentials.sessionToken) added['x-amz-security-token'] = credentials.sessionToken;
  const all = { ...headers, ...added, host: request.host ?? headerOf(headers, 'host') };
  const { time = new Date(), ...scope } = request;
  const signature = attempt(() => signatureOf(credentials, request, all, hash, { ...scope, time: time.getTime() }));
  return { ...added, 'x-amz-date': signature.date, authorization: signature.authorization };
}

/** `{ date, authorization }` over these headers; `scope` has `time` (milliseconds), `region`, `service`, `escapePath`. */
function signatureOf(credentials, { method, path, query }, headers, hash, scope) {
  return signerOf(credentials).sign(signing({ method, path, query, ...scope }, headerLines(headers), hash));
}

/**
 * The URL that is good for `expires` seconds (900 by default). `x-amz-*` headers move into the query, as both SDKs do, but for
 * those in `unhoistable`; the others are signed, and whoever uses the URL has to send them. The payload of S3 is unsigned.
 */
function presignSync({ credentials, expires = 900, protocol = 'https', unhoistable = isEncryption, ...request }) {
  if (!Number.isInteger(expires) || expires < 1 || expires > LONGEST) {
    throw invalid('expires is not a number of seconds', `AWS takes 1 to ${LONGEST}`);
  }
  const { host, service } = request;
  const isS3 = service.startsWith('s3');
  const hash = request.payloadHash ?? (isS3 ? UNSIGNED : payloadHash(request.body));
  const { hoisted, kept } = hoist(request.headers ?? {}, unhoistable);
  const query = joined(queryString(request.query), queryString(isS3 ? { ...hoisted, 'X-Amz-Content-Sha256': hash } : hoisted));
  const lines = headerLines({ ...kept, host });
  const time = (request.time ?? new Date()).getTime();
  const pairs = attempt(() => signerOf(credentials).presign(signing({ ...request, query, time }, lines, hash), expires));
  return `${protocol.replace(/:$/, '')}://${host}${target(request.path, joined(query, pairsString(pairs)))}`;
}

function signing({ method = 'GET', path, query, service, region, time, escapePath }, headers, hash) {
  return {
    method,
    target: target(path, queryString(query)),
    headers,
    payloadHash: hash,
    service,
    region,
    time,
    escapePath: escapePath ?? !service.startsWith('s3'),
  };
}

// The native part keeps a copy of the keys, which is zeroed when the object that they came in is gone.
const signers = new WeakMap();

function signerOf(credentials) {
  const known = signers.get(credentials);
  // SDK v2 renews credentials in place.
  if (known?.accessKeyId === credentials.accessKeyId && known.sessionToken === credentials.sessionToken) return known.signer;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new native.NativeSigner(accessKeyId, secretAccessKey, sessionToken || undefined);
  signers.set(credentials, { accessKeyId, sessionToken, signer });
  return signer;
}

/** Lines of `name:value`. A line break or tabulator in a value is a blank, as in the SDKs. */
function headerLines(headers) {
  let lines = '';
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && value !== null) lines += `${name}:${oneLine(String(value))}\n`;
  }
  return lines;
}

function oneLine(value) {
  return /[\r\n\t]/.test(value) ? value.replace(/[\r\n\t]/g, ' ') : value;
}

function headerOf(headers, wanted) {
  if (headers[wanted] !== undefined) return headers[wanted];
  const name = Object.keys(headers).find((name) => name.toLowerCase() === wanted);
  return name && headers[name];
}

/** What is neither text nor bytes is a stream, which nobody can hash beforehand. */
function payloadHash(body) {
  if (body === undefined || body === null || body === '') return EMPTY;
  if (body instanceof ArrayBuffer) return sha256(new Uint8Array(body));
  return typeof body === 'string' || ArrayBuffer.isView(body) ? sha256(body) : UNSIGNED;
}

/** Node 20.12 and 21.7 have it in one call. */
function sha256(data) {
  return crypto.hash ? crypto.hash('sha256', data) : crypto.createHash('sha256').update(data).digest('hex');
}

function hoist(headers, unhoistable) {
  const hoisted = {};
  const kept = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (lower === 'x-amz-user-agent' || lower === 'host') continue;
    const moves = lower.startsWith('x-amz-') && !unhoistable(lower);
    (moves ? hoisted : kept)[name] = value;
  }
  return { hoisted, kept };
}

// S3 takes them in headers only.
function isEncryption(name) {
  return name.startsWith('x-amz-server-side-encryption');
}

function queryString(query) {
  if (query === undefined || query === null || typeof query === 'string') return query ?? '';
  const parts = [];
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) parts.push(one === null ? encode(name) : `${encode(name)}=${encode(one)}`);
    }
  }
  return parts.join('&');
}

function pairsString(pairs) {
  let text = '';
  for (let at = 0; at < pairs.length; at += 2) text = joined(text, `${encode(pairs[at])}=${encode(pairs[at + 1])}`);
  return text;
}

function joined(one, other) {
  return one && other ? `${one}&${other}` : one || other;
}

function target(path, query) {
  return query ? `${path || '/'}?${query}` : path || '/';
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function encode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function attempt(work) {
  try {
    return work();
  } catch (cause) {
    const hint = 'headers and URLs are ASCII: encode what is not, and check host and path';
    throw invalid(`the request cannot be signed: ${cause.message}`, hint, cause);
  }
}

module.exports = { headerOf, payloadHash, presignSync, signSync, signatureOf };
