'use strict';

const { Endpoint } = require('../http/endpoint.cjs');

const ENDED = new Set(['RequestExpired', 'ExpiredTokenException', 'ExpiredToken']);

module.exports = (add, addAsync) => {
  add('FINALIZE_ERROR', 'retry', function FINALIZE_ERROR({ error, httpResponse }) {
    if (!httpResponse.statusCode) return;
    error.statusCode = httpResponse.statusCode;
    error.retryable ??= this.service.retryableError(error, this);
  });

  add('INVALIDATE_CREDENTIALS', 'retry', function INVALIDATE_CREDENTIALS({ error, request }) {
    if (!error || !ENDED.has(error.code)) return;
    error.retryable = true;
    const { credentials } = request.service.config;
    // A request that was signed before others brought new ones says nothing of these.
    if (credentials?.accessKeyId === request._signedBy) credentials.expired = true;
  });

  add('EXPIRED_SIGNATURE', 'retry', function EXPIRED_SIGNATURE({ error }) {
    const { code, message } = error ?? {};
    if (typeof code !== 'string' || typeof message !== 'string') return;
    if (/Signature/.test(code) && /expired/.test(message)) error.retryable = true;
  });

  add('CLOCK_SKEWED', 'retry', function CLOCK_SKEWED({ error }) {
    const { service } = this;
    if (error && service.clockSkewError(error) && service.config.correctClockSkew) error.retryable = true;
  });

  add('REDIRECT', 'retry', function REDIRECT({ error, httpResponse }) {
    const location = httpResponse.headers.location;
    if (!error || !location || error.statusCode < 300 || error.statusCode >= 400) return;
    this.httpRequest.endpoint = new Endpoint(location);
    this.httpRequest.headers.Host = this.httpRequest.endpoint.host;
    this.httpRequest.path = this.httpRequest.endpoint.path;
    error.redirect = true;
    error.retryable = true;
  });

  add('RETRY_CHECK', 'retry', function RETRY_CHECK(response) {
    const { error, retryCount, redirectCount, maxRetries, maxRedirects } = response;
    if (!error) return;
    if (error.redirect && redirectCount < maxRedirects) error.retryDelay = 0;
    else if (retryCount < maxRetries) error.retryDelay = this.service.retryDelays(retryCount, error) || 0;
  });

  addAsync('RESET_RETRY_STATE', 'afterRetry', function RESET_RETRY_STATE(response, done) {
    const delay = response.error?.retryDelay || 0;
    // A delay below zero is a customBackoff's way to say no.
    if (!tryAgain(response) || delay < 0) return done();
    response.error = null;
    return setTimeout(done, delay);
  });
};

/** Whether there is another attempt, which is then counted. */
function tryAgain(response) {
  const { error } = response;
  if (error?.retryable && response.retryCount < response.maxRetries) {
    response.retryCount += 1;
    return true;
  }
  if (error?.redirect && response.redirectCount < response.maxRedirects) {
    response.redirectCount += 1;
    return true;
  }
  return false;
}
