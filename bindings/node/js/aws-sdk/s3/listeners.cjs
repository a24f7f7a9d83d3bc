'use strict';

// What happens to requests of S3 on their way, event by event.

const { expiresAsText, extractData } = require('./answers.cjs');
const { addContentType, addExpect, computeMd5, disableBodySigning, shouldDisableBodySigning } = require('./body.cjs');
const { correctFromCache, requestBucketRegion } = require('./bucket-region.cjs');
const { extractError, extractErrorFrom200 } = require('./errors.cjs');
const { presign } = require('./presign.cjs');
const { validateBucketName, validateScheme } = require('./validate.cjs');
const { core, protocol } = require('../listeners/index.cjs');

function setupRequestListeners(request) {
  request.removeListener('validate', core.VALIDATE_REGION);
  request.on('validate', validateBucketName, true);
  request.on('validate', validateScheme);
  // The client has built it for its own region.
  request.on('build', correctFromCache);
  request.on('build', bucketPath);
  request.on('build', addContentType);
  request.on('build', computeMd5);
  request.on('afterBuild', addExpect);
  request.on('validateResponse', expiresAsText);
  request.removeListener('extractError', protocol.EXTRACT_ERROR);
  request.on('extractError', extractError, true);
  request.onAsync('extractError', requestBucketRegion);
  request.on('extractData', extractErrorFrom200, true);
  request.on('extractData', extractData);
  // Before the SHA-256 is made, which then is not.
  if (shouldDisableBodySigning(request)) request.on('afterBuild', disableBodySigning, true);
  request.presign = (expires, callback) => presign(request, expires, callback);
}

/** `/bucket`, where the client writes `/bucket/`. */
function bucketPath({ httpRequest, params }) {
  if (params.Bucket && params.Key === undefined) httpRequest.path = httpRequest.path.replace(/^(\/[^?]+)\/(?=$|\?)/, '$1');
}

module.exports = { setupRequestListeners };
