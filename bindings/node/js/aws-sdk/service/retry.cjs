'use strict';

// Which errors are worth another attempt, and when: methods of every service object, for a program to replace.

const SKEW_MS = 300_000;

const SKEWED = new Set([
  'RequestTimeTooSkewed',
  'RequestExpired',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'AuthFailure',
  'RequestInTheFuture',
]);

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'Throttling',
  'ThrottlingException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'TransactionInProgressException',
  'EC2ThrottledException',
]);

/** Milliseconds before the attempt after `count` failures: up to `base` × 2^count, by chance. */
function calculateRetryDelay(count, options, err) {
  const { customBackoff, base = 100 } = options ?? {};
  if (typeof customBackoff === 'function') return customBackoff(count, err);
  return Math.random() * 2 ** count * base;
}

module.exports = {
  numRetries() {
    return this.config.maxRetries ?? this.defaultRetryCount;
  },

  retryDelays(count, err) {
    return calculateRetryDelay(count, this.config.retryDelayOptions, err);
  },

  retryableError(err) {
    const lost = this.timeoutError(err) || this.networkingError(err);
    return lost || this.expiredCredentialsError(err) || this.throttledError(err) || err.statusCode >= 500;
  },

  networkingError: (err) => err.code === 'NetworkingError',
  timeoutError: (err) => err.code === 'TimeoutError',
  expiredCredentialsError: (err) => err.code === 'ExpiredTokenException',
  throttledError: (err) => err.statusCode === 429 || THROTTLED.has(err.code),
  clockSkewError: (err) => SKEWED.has(err.code),

  getSkewCorrectedDate() {
    return new Date(Date.now() + this.config.systemClockOffset);
  },

  applyClockOffset(serverTime) {
    if (serverTime) this.config.systemClockOffset = serverTime - Date.now();
  },

  isClockSkewed(serverTime) {
    return serverTime ? Math.abs(this.getSkewCorrectedDate().getTime() - serverTime) >= SKEW_MS : undefined;
  },
};
