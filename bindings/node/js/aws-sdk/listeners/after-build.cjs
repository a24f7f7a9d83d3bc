'use strict';

const { createHash } = require('node:crypto');
const { Stream } = require('node:stream');
const { coded } = require('../util/error.cjs');
const { string } = require('../util/text.cjs');

const HASH = 'X-Amz-Content-Sha256';
const UNSIGNED = 'UNSIGNED-PAYLOAD';
// The hash of nothing.
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

module.exports = (add, addAsync) => {
  addAsync('COMPUTE_SHA256', 'afterBuild', function COMPUTE_SHA256(request, done) {
    request.haltHandlersOnError();
    const { headers, body } = request.httpRequest;
    if (request.service.authtypeOf(request.operation) !== 'v4' || headers[HASH] || headers[HASH.toLowerCase()]) return done();
    if (!(body instanceof Stream)) {
      headers[HASH] = body ? createHash('sha256').update(body).digest('hex') : EMPTY;
      return done();
    }
    if (request.httpRequest._signing.name === 's3') {
      headers[HASH] = UNSIGNED;
      return done();
    }
    return hashFile(body, headers, done);
  });

  add('SET_CONTENT_LENGTH', 'afterBuild', function SET_CONTENT_LENGTH({ httpRequest: { headers, body, method } }) {
    if (headers['Content-Length'] !== undefined || headers['Transfer-Encoding'] !== undefined) return;
    const empty = body === '' || body === undefined || body === null;
    if (empty && (method === 'GET' || method === 'HEAD' || method === 'DELETE')) return;
    headers['Content-Length'] = string.byteLength(body);
  });

  add('SET_HTTP_HOST', 'afterBuild', function SET_HTTP_HOST({ httpRequest }) {
    httpRequest.headers.Host = httpRequest.endpoint.host;
  });
};

/** A stream that reads a file can be read twice: once for its hash. */
function hashFile(body, headers, done) {
  if (typeof body.path !== 'string') {
    done(coded('UnsupportedStream', 'a stream can be signed only where it reads a file: give a Buffer'));
    return;
  }
  const hash = createHash('sha256');
  const { start, end } = body;
  require('node:fs')
    .createReadStream(body.path, { start, end: Number.isFinite(end) ? end : undefined })
    .on('data', (chunk) => hash.update(chunk))
    .on('error', done)
    .on('end', () => {
      headers[HASH] = hash.digest('hex');
      done();
    });
}
