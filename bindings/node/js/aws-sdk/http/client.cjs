'use strict';

// One HTTP exchange, as `AWS.HttpClient` of SDK v2: a program may put its own `handleRequest` in its place.

const { Endpoint } = require('./endpoint.cjs');
const { agentFor, moduleFor } = require('./agents.cjs');
const { writeBody } = require('./body.cjs');
const { coded, error } = require('../util/error.cjs');
const { inherit } = require('../util/object.cjs');

const LOST = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

const NodeHttpClient = inherit({
  constructor: function NodeHttpClient() {},

  /**
   * `callback` gets the response, which emits `headers` (status code, headers, status message) and then its body;
   * `errCallback` gets what went wrong. Returns the open request.
   */
  handleRequest(httpRequest, httpOptions, callback, errCallback) {
    const options = httpOptions ?? {};
    const stream = open(httpRequest, options, callback);
    httpRequest.stream = stream;
    stream.didCallback = false;
    const fail = once(stream, errCallback);
    if (options.connectTimeout) connectTimeout(stream, options.connectTimeout, fail);
    if (options.timeout) idleTimeout(stream, options.timeout, fail);
    stream.on('error', (err) => fail(LOST.has(err.code) ? error(err, { code: 'TimeoutError' }) : err));
    if (expectsContinue(httpRequest.headers)) stream.once('continue', () => writeBody(stream, httpRequest));
    else writeBody(stream, httpRequest);
    return stream;
  },
});

function open(httpRequest, { proxy, timeout: _timeout, ...rest }, callback) {
  const target = httpRequest.endpoint;
  const { protocol, hostname, port } = proxy ? new Endpoint(proxy) : target;
  const { method, headers, path } = httpRequest;
  const options = { host: hostname, port, method, headers, path: proxy ? absolute(target, path) : path, ...rest };
  options.agent = rest.agent ?? agentFor(protocol);
  const stream = moduleFor(protocol).request(options, (response) => {
    if (stream.didCallback) return;
    callback(response);
    response.emit('headers', response.statusCode, response.headers, response.statusMessage);
  });
  return stream;
}

function absolute({ protocol, hostname, port }, path) {
  const shown = port === 80 || port === 443 ? '' : `:${port}`;
  return `${protocol}//${hostname}${shown}${path}`;
}

/** Whoever is first ends the exchange. */
function once(stream, errCallback) {
  return (err) => {
    if (stream.didCallback) return;
    stream.didCallback = true;
    errCallback(err);
    stream.destroy();
  };
}

function connectTimeout(stream, milliseconds, fail) {
  stream.on('socket', (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(
      () => fail(coded('TimeoutError', 'Socket timed out without establishing a connection')),
      milliseconds,
    );
    const clear = () => clearTimeout(timer);
    socket.once('connect', clear);
    stream.once('close', clear);
  });
}

function idleTimeout(stream, milliseconds, fail) {
  stream.setTimeout(milliseconds, () => fail(coded('TimeoutError', `Connection timed out after ${milliseconds}ms`)));
}

function expectsContinue(headers) {
  return (headers.Expect ?? headers.expect) === '100-continue';
}

/** `AWS.HttpClient.prototype.handleRequest` may be replaced by a program's. */
const HttpClient = inherit({ constructor: function HttpClient() {} });
HttpClient.getInstance = function getInstance() {
  this.singleton ??= new this();
  return this.singleton;
};
HttpClient.prototype = NodeHttpClient.prototype;
HttpClient.streamsApiVersion = 2;

module.exports = { HttpClient, NodeHttpClient };
