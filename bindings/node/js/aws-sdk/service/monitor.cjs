'use strict';

// `service.on('apiCall', …)` and `'apiCallAttempt'`: what a call and each of its attempts took.

const { performance } = require('node:perf_hooks');

/** Watches a request where somebody listens; a program adds such listeners before it makes requests. */
function monitor(service, request) {
  const wanted = ['apiCall', 'apiCallAttempt'].some((event) => service._events[event]?.length > 0);
  if (!wanted) return;
  const state = { attempts: 0 };
  request.on('validate', () => Object.assign(state, { timestamp: Date.now(), begun: performance.now() }), true);
  request.on('sign', () => beginAttempt(state, request), true);
  request.on('validateResponse', () => (state.latency = since(state.attemptBegun)));
  request.on('success', () => service.emit('apiCallAttempt', [attempt(request, state)]));
  request.on('retry', () => service.emit('apiCallAttempt', [attempt(request, state)]));
  request.on('complete', () => state.attempts > 0 && service.emit('apiCall', [call(request, state)]));
}

function beginAttempt(state, { httpRequest }) {
  state.attempts += 1;
  Object.assign(state, { attemptTimestamp: Date.now(), attemptBegun: performance.now(), region: httpRequest.region, latency: undefined });
}

const since = (begun) => Math.round(performance.now() - begun);

function common({ service, operation, httpRequest }, type) {
  return {
    Type: type,
    Api: service.api.operations[operation].name,
    Version: 1,
    Service: service.api.serviceId,
    UserAgent: httpRequest.getUserAgent(),
  };
}

function attempt(request, { attemptTimestamp, attemptBegun, latency, region }) {
  const { service, httpRequest, response } = request;
  const { statusCode, headers = {} } = response.httpResponse;
  const shown = {
    ...common(request, 'ApiCallAttempt'),
    Fqdn: httpRequest.endpoint.hostname,
    HttpStatusCode: statusCode,
    AccessKey: request._unAuthenticated ? undefined : service.config.credentials?.accessKeyId,
    XAmznRequestId: headers['x-amzn-requestid'],
    XAmzRequestId: headers['x-amz-request-id'],
    XAmzId2: headers['x-amz-id-2'],
    ...failure(response, ''),
    Timestamp: attemptTimestamp,
    AttemptLatency: latency ?? since(attemptBegun),
    Region: region,
  };
  return JSON.parse(JSON.stringify(shown));
}

function call(request, { attempts, timestamp, begun }) {
  const { response, httpRequest } = request;
  const exceeded = response.error?.retryable && response.retryCount >= response.maxRetries;
  const shown = {
    ...common(request, 'ApiCall'),
    Region: httpRequest.region,
    MaxRetriesExceeded: exceeded ? 1 : 0,
    FinalHttpStatusCode: response.httpResponse.statusCode,
    ...failure(response, 'Final'),
    AttemptCount: attempts,
    Timestamp: timestamp,
    Latency: since(begun),
  };
  return JSON.parse(JSON.stringify(shown));
}

function failure({ error, httpResponse }, prefix) {
  if (!error) return {};
  const kind = httpResponse.statusCode > 299 ? 'Aws' : 'Sdk';
  const name = `${prefix}${kind}Exception`;
  return { [name]: error.code ?? error.name, [`${name}Message`]: error.message };
}

module.exports = { monitor };
