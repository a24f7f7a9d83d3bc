'use strict';

const { HttpClient } = require('../http/client.cjs');
const { error } = require('../util/error.cjs');

// A signature is good for a quarter of an hour; one that waited this long before it is sent is made anew.
const SIGN_AGAIN_MS = 600_000;

module.exports = (_add, addAsync) => {
  addAsync('SEND', 'send', function SEND(response, done) {
    response.error = null;
    response.data = null;
    const age = this.signedAt ? this.service.getSkewCorrectedDate() - this.signedAt : 0;
    if (age < SIGN_AGAIN_MS) return send(response, done);
    return this.emit('sign', [this], (err) => (err ? done(err) : send(response, done)));
  });
};

function send(response, done) {
  const { httpRequest, service } = response.request;
  const fail = failure(response, done);
  try {
    const stream = HttpClient.getInstance().handleRequest(
      httpRequest,
      service.config.httpOptions || {},
      (incoming) => receive(incoming, response, fail, done),
      fail,
    );
    stream.on('sendProgress', (value) => response.request.emit('httpUploadProgress', [value, response]));
  } catch (err) {
    fail(err);
  }
}

/** Called for whatever breaks the exchange, at most once. */
function failure(response, done) {
  const { request } = response;
  let failed = false;
  return (err) => {
    if (failed) return;
    failed = true;
    response.error = err.code === 'RequestAbortedError' ? err : networkError(err, request.httpRequest);
    request.emit('httpError', [response.error, response], () => done());
  };
}

function networkError(err, { region, endpoint }) {
  const code = err.code === 'TimeoutError' ? err.code : 'NetworkingError';
  return error(err, { code, region, hostname: endpoint.hostname, retryable: true });
}

function receive(incoming, response, fail, done) {
  const { request, httpResponse } = response;
  const { stream } = request.httpRequest;
  httpResponse.stream = incoming;
  let ended = false;
  incoming.on('headers', (statusCode, headers, statusMessage) => {
    request.emit('httpHeaders', [statusCode, headers, response, statusMessage]);
    if (!httpResponse.streaming) incoming.on('data', (chunk) => request.emit('httpData', [chunk, response]));
  });
  incoming.on('end', () => {
    if (ended || stream?.didCallback) return;
    ended = true;
    request.emit('httpDone');
    done();
  });
  // Cut off in the middle of a body.
  incoming.on('error', (err) => {
    if (ended || stream?.didCallback) return;
    ended = true;
    if (stream) stream.didCallback = true;
    fail(error(err, { code: 'TimeoutError' }));
  });
}
