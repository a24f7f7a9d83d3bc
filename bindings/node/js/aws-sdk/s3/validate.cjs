'use strict';

const { coded } = require('../util/error.cjs');

/** `bucket/prefix` as a bucket is SDK v2's old way to say a prefix of the key. */
function validateBucketName(request) {
  const { Bucket, Key } = request.params;
  const slash = typeof Bucket === 'string' && !Bucket.startsWith('arn:') ? Bucket.indexOf('/') : -1;
  if (slash < 0) return;
  if (slash === 0 || typeof Key !== 'string') {
    throw coded('InvalidBucket', `Bucket names cannot contain forward slashes. Bucket: ${Bucket}`);
  }
  request.params = { ...request.params, Bucket: Bucket.slice(0, slash), Key: `${Bucket.slice(slash + 1)}/${Key}` };
}

/** SSE-C: a customer's own key goes over TLS only. */
function validateScheme({ params, httpRequest }) {
  const key = params.SSECustomerKey || params.CopySourceSSECustomerKey;
  if (key && httpRequest.endpoint.protocol !== 'https:') {
    throw coded('ConfigError', "Cannot send SSE keys over HTTP. Set 'sslEnabled'to 'true' in your configuration");
  }
}

module.exports = { validateBucketName, validateScheme };
