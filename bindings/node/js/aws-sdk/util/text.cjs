'use strict';

// Text, bytes, addresses: the small tools of `AWS.util`.

const { createHash, createHmac, randomUUID } = require('node:crypto');
const url = require('node:url');

/** RFC 3986: everything but letters, digits and `-._~` is escaped. */
function uriEscape(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

const uriEscapePath = (path) => path.split('/').map(uriEscape).join('/');

function queryParamsToString(params) {
  const names = Object.keys(params).sort();
  return names.map((name) => pair(name, params[name])).join('&');
}

function pair(name, value) {
  if (Array.isArray(value)) return [...value].map(uriEscape).sort().map((one) => `${uriEscape(name)}=${one}`).join('&');
  return value === undefined || value === null ? `${uriEscape(name)}=` : `${uriEscape(name)}=${uriEscape(value)}`;
}

const string = {
  byteLength,
  lowerFirst: (text) => text[0].toLowerCase() + text.slice(1),
  upperFirst: (text) => text[0].toUpperCase() + text.slice(1),
};

/** Bytes of a string, a Buffer, a typed array, a Blob, or of a file that a stream reads; throws for other streams. */
function byteLength(value) {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'string') return Buffer.byteLength(value);
  for (const name of ['byteLength', 'length', 'size']) {
    if (typeof value[name] === 'number') return value[name];
  }
  if (typeof value.path === 'string') return fileLength(value);
  throw Object.assign(new Error(`Cannot determine length of ${value}`), { object: value });
}

function fileLength({ path, start, end }) {
  const { size } = require('node:fs').lstatSync(path);
  const last = Number.isFinite(end) ? end + 1 : size;
  return last - (start ?? 0);
}

const buffer = {
  toBuffer: (data, encoding) => Buffer.from(data, encoding),
  alloc: (size, fill, encoding) => Buffer.alloc(size, fill, encoding),
  concat: (buffers) => Buffer.concat(buffers),
};

const base64 = {
  encode: (data) => Buffer.from(data).toString('base64'),
  decode: (text) => Buffer.from(text, 'base64'),
};

const hash = (name) => (data, digest) => {
  const made = createHash(name).update(data);
  return digest === 'buffer' || digest === undefined ? made.digest() : made.digest(digest);
};
const crypto = {
  hmac: (key, text, digest, name = 'sha256') => createHmac(name, key).update(text).digest(digest === 'buffer' ? undefined : digest ?? 'binary'),
  md5: hash('md5'),
  sha256: hash('sha256'),
};

module.exports = {
  base64,
  buffer,
  crypto,
  queryParamsToString,
  queryStringParse: (text) => Object.assign(Object.create(null), require('node:querystring').parse(text)),
  string,
  uriEscape,
  uriEscapePath,
  urlFormat: (parts) => url.format(parts),
  urlParse: (text) => url.parse(text),
  uuid: { v4: randomUUID },
};
