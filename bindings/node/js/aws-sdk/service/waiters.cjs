'use strict';

// `waitFor`: one request that is sent again until AWS's state is the one that is waited for. Which answers show it is in the
// official client's waiter. `waiters.json` has what SDK v2 knew beside that: operation, seconds, attempts, and which errors (by
// code or status) are the state, or may still become it.

const rules = require('./waiters.json');
const { SequentialExecutor } = require('../request/sequential-executor.cjs');
const { coded, error } = require('../util/error.cjs');
const { inherit } = require('../util/object.cjs');
const { string } = require('../util/text.cjs');

const ResourceWaiter = inherit({
  constructor: function ResourceWaiter(service, state) {
    const [operation, delay, maxAttempts, errors = {}] = rules[service.api.serviceId]?.[state] ?? [];
    const check = service._module()[`waitFor${string.upperFirst(state)}`];
    if (!operation || !check) throw coded('StateNotFoundError', `State ${state} not found.`);
    Object.assign(this, { service, state, check, errors, config: { operation, delay, maxAttempts } });
  },

  /** The request, sent where a callback is given. `params.$waiter` may hold `{ delay, maxAttempts }`. */
  wait(params, callback) {
    const [given, done] = typeof params === 'function' ? [undefined, params] : [params, callback];
    const { $waiter, ...rest } = given ?? {};
    Object.assign(this.config, onlyNumbers($waiter));
    const request = this.service.makeRequest(this.config.operation, rest);
    request._waiter = this;
    request.response.maxRetries = this.config.maxAttempts;
    request.addListeners(listeners);
    if (done) request.send(done);
    return request;
  },

  setSuccess(response) {
    response.error = null;
    response.data ??= {};
    response.request.removeAllListeners('extractData');
  },

  setError(response, retryable) {
    response.data = null;
    const message = `Resource is not in the state ${this.state}`;
    response.error = error(response.error ?? new Error(), { code: 'ResourceNotReady', message, retryable });
  },
});

function onlyNumbers({ delay, maxAttempts } = {}) {
  const given = Object.entries({ delay, maxAttempts });
  return Object.fromEntries(given.filter(([, value]) => typeof value === 'number'));
}

const listeners = new SequentialExecutor().addNamedListeners((add, addAsync) => {
  add('RETRY_CHECK', 'retry', ({ error: err, request }) => {
    if (err?.code === 'ResourceNotReady') err.retryDelay = (request._waiter.config.delay || 0) * 1000;
  });
  addAsync('CHECK_OUTPUT', 'extractData', judge);
  addAsync('CHECK_ERROR', 'extractError', judge);
});

function judge(response, done) {
  const waiter = response.request._waiter;
  verdict(waiter, response).then((state) => {
    if (state === 'SUCCESS') waiter.setSuccess(response);
    else waiter.setError(response, state === 'RETRY');
    process.nextTick(done);
  });
}

async function verdict({ check, service, errors }, response) {
  const { error: err, httpResponse } = response;
  if (!err) return ofAnswer(check, service, response);
  const isOneOf = (list = []) => list.some((one) => one === err.code || one === httpResponse.statusCode || one === true);
  if (isOneOf(errors.success)) return 'SUCCESS';
  return isOneOf(errors.retry) ? 'RETRY' : 'FAILURE';
}

/** The client's waiter is given this one answer. To ask again it would wait first; it looks at the signal before, and stops. */
async function ofAnswer(check, service, { data, httpResponse, request }) {
  const answer = { ...data, $metadata: { httpStatusCode: httpResponse.statusCode } };
  const client = { config: service._client.config, send: async () => answer };
  const abortSignal = { aborted: true, addEventListener() {}, removeEventListener() {} };
  const { state } = await check({ client, maxWaitTime: 86_400, minDelay: 1, maxDelay: 1, abortSignal }, request.params);
  return state === 'ABORTED' ? 'RETRY' : state;
}

module.exports = { ResourceWaiter };
