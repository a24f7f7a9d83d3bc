'use strict';

// What S3 says beside, or in a way of its own.

const { regionOf, remember } = require('./bucket-region.cjs');
const { requestIds } = require('./errors.cjs');

function extractData(response) {
  const { request, httpResponse } = response;
  const { operation, service, params } = request;
  const { Bucket } = params;
  if (operation === 'getBucketLocation') response.data.LocationConstraint ??= '';
  if (operation === 'deleteBucket' && Bucket) service.clearBucketRegionCache(Bucket);
  else remember(service, Bucket, httpResponse.headers['x-amz-bucket-region'] ?? made(operation, params));
  requestIds(response);
}

function made(operation, params) {
  return operation === 'createBucket' ? regionOf(params) : undefined;
}

/** What S3 keeps as `Expires` need not be a date. */
function expiresAsText({ httpResponse: { headers = {} } }) {
  if (headers.expires === undefined) return;
  headers.expiresstring = headers.expires;
  if (Number.isNaN(Date.parse(headers.expires)) && !/^\d+$/.test(headers.expires)) delete headers.expires;
}

module.exports = { expiresAsText, extractData };
