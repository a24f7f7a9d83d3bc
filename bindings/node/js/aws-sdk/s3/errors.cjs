'use strict';

// Errors in S3's own form: without a body where the answer to HEAD has none, and now and then behind a 200.

const { coded } = require('../util/error.cjs');
const { leadsElsewhere, remember } = require('./bucket-region.cjs');

const WITHOUT_BODY = { 304: 'NotModified', 400: 'BadRequest', 403: 'Forbidden', 404: 'NotFound' };
// They begin their answer before the work is done.
const EARLY = new Set(['completeMultipartUpload', 'copyObject', 'uploadPartCopy']);
// Bytes: no error document is shorter or longer.
const SHORTEST = 15;
const LONGEST = 3000;

function extractError(response) {
  const { httpResponse, request } = response;
  const { statusCode } = httpResponse;
  const body = httpResponse.body ? httpResponse.body.toString() : '';
  const silent = WITHOUT_BODY[statusCode] && body === '';
  const region = regionFor(response, body);
  response.error = coded(silent ? WITHOUT_BODY[statusCode] : (element(body, 'Code') ?? statusCode), null, { region });
  response.error.message = silent ? null : (element(body, 'Message') ?? null);
  remember(request.service, request.params.Bucket, httpResponse.headers?.['x-amz-bucket-region'] ?? element(body, 'Region'));
  requestIds(response);
}

/** Where S3 says the bucket is, or said so before. */
function regionFor({ httpResponse, request }, body) {
  const said = httpResponse.headers?.['x-amz-bucket-region'] ?? element(body, 'Region');
  if (said) return said;
  const known = request.service.bucketRegionCache[request.params.Bucket];
  return known && known !== request.httpRequest.region ? known : null;
}

function element(xml, name) {
  const text = xml.match(new RegExp(`<${name}>([^<]*)</${name}>`))?.[1];
  return text?.replace(/&(lt|gt|quot|apos|amp|#(\d+)|#x([0-9a-f]+));/gi, entity);
}

const NAMED = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function entity(_, name, decimal, hex) {
  if (decimal) return String.fromCodePoint(Number.parseInt(decimal, 10));
  return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : NAMED[name.toLowerCase()];
}

/** S3 may fail after it has said 200. */
function extractErrorFrom200(response) {
  // Then there is nothing more to read.
  this.haltHandlersOnError();
  const { httpResponse, request } = response;
  if (httpResponse.statusCode !== 200) return;
  const early = EARLY.has(request.operation);
  const body = httpResponse.body ?? '';
  if (!early && (isStreamed(request) || !mayBeError(body))) return;
  const text = body.toString();
  if (text.endsWith('</Error>')) throw failed(response);
  if (early && !/<\w/.test(text)) {
    response.data = null;
    throw coded('InternalError', 'S3 aborted request');
  }
}

function isStreamed({ service, operation }) {
  const { output } = service.api.operations[operation];
  return Boolean(output.payload && output.members[output.payload].isStreaming);
}

function mayBeError({ length }) {
  return length >= SHORTEST && length <= LONGEST;
}

function failed(response) {
  response.data = null;
  extractError(response);
  response.error.is200Error = true;
  return response.error;
}

function requestIds(response) {
  const { headers = {} } = response.httpResponse;
  response.extendedRequestId = headers['x-amz-id-2'];
  response.cfId = headers['x-amz-cf-id'];
  if (!response.error) return;
  const { requestId, extendedRequestId, cfId } = response;
  Object.assign(response.error, { requestId: requestId ?? null, extendedRequestId, cfId });
}

const methods = {
  /** Beside what every service has another try for: redirects, and errors behind a 200. */
  retryableError(error, request) {
    if (error.is200Error || (EARLY.has(request.operation) && error.statusCode === 200)) return true;
    const asked = request._requestRegionForBucket;
    if (asked && this.bucketRegionCache[asked]) return false;
    if (error.code === 'RequestTimeout' || leadsElsewhere(error, request)) return true;
    return this.constructor.__super__.prototype.retryableError.call(this, error, request);
  },
};

module.exports = { extractError, extractErrorFrom200, methods, requestIds };
