'use strict';

// What S3 wants to know of a body.

const { createHash } = require('node:crypto');
const { Stream } = require('node:stream');

const LARGE = 1024 * 1024;
const DIGESTIBLE = new Set(['putObject', 'uploadPart']);

/** There is always a type where there may be a body. */
function addContentType({ httpRequest }) {
  const { headers, method } = httpRequest;
  const name = Object.keys(headers).find((header) => header.toLowerCase() === 'content-type');
  if (method === 'GET' || method === 'HEAD') {
    if (name) delete headers[name];
  } else if (!name || !headers[name]) headers['Content-Type'] = 'application/octet-stream';
}

/** A large body waits until S3 has said that it wants it. */
function addExpect({ httpRequest, params }) {
  const { headers } = httpRequest;
  if (headers['Content-Length'] >= LARGE || params.Body instanceof Stream) headers.Expect = '100-continue';
}

/** Where the signature does not cover the body, its MD5 does. */
function computeMd5(request) {
  const { httpRequest, params, service, operation } = request;
  const { body } = httpRequest;
  if (!service.config.computeChecksums || params.ContentMD5 || !DIGESTIBLE.has(operation)) return;
  if (!body || !(Buffer.isBuffer(body) || typeof body === 'string')) return;
  if (!shouldDisableBodySigning(request)) return;
  httpRequest.headers['Content-MD5'] = createHash('md5').update(body).digest('base64');
}

function disableBodySigning({ httpRequest }) {
  httpRequest.headers['X-Amz-Content-Sha256'] = 'UNSIGNED-PAYLOAD';
}

/** TLS keeps the body whole; then signing it may be left out. */
function shouldDisableBodySigning({ httpRequest, service }) {
  return service.config.s3DisableBodySigning === true && httpRequest.endpoint.protocol === 'https:';
}

module.exports = { addContentType, addExpect, computeMd5, disableBodySigning, shouldDisableBodySigning };
