'use strict';

const { PassThrough, Transform } = require('node:stream');
const { core } = require('../listeners/index.cjs');
const { coded } = require('../util/error.cjs');

/** Sends the request on the next tick, and passes the body of a success through as it comes. */
function createReadStream(request) {
  const stream = new PassThrough();
  process.nextTick(() => request.send());
  request.on('error', (err) => stream.emit('error', err));
  request.on('httpHeaders', (statusCode, headers, response) => {
    if (statusCode < 300) pass(request, response, headers, stream);
  });
  return stream;
}

function pass(request, response, headers, stream) {
  request.removeListener('httpData', core.HTTP_DATA);
  request.on('httpError', (error) => {
    response.error = error;
    response.error.retryable = false;
  });
  const source = response.httpResponse.createUnbufferedStream();
  source.on('error', (err) => stream.emit('error', err));
  const expected = request.httpRequest.method === 'HEAD' ? Number.NaN : Number.parseInt(headers['content-length'], 10);
  if (Number.isNaN(expected)) source.pipe(stream);
  else source.pipe(counter(expected)).on('error', (err) => stream.emit('error', err)).pipe(stream);
}

/** A body that is shorter than promised is an error, never an end. */
function counter(expected) {
  let received = 0;
  return new Transform({
    transform(chunk, _encoding, done) {
      received += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      done(received === expected ? null : mismatch(received, expected));
    },
  });
}

function mismatch(received, expected) {
  const message = `Stream content length mismatch. Received ${received} of ${expected} bytes.`;
  return coded('StreamContentLengthMismatch', message);
}

module.exports = { createReadStream };
