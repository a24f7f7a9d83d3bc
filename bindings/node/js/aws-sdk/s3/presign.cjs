'use strict';

// URLs that carry their signature, made without waiting wherever credentials are at hand.

const { addContentType, computeMd5 } = require('./body.cjs');
const { buildForUrl } = require('./url.cjs');
const { presignSync } = require('../../signer.cjs');
const { coded } = require('../util/error.cjs');
const { protocol } = require('../listeners/index.cjs');

const WITHOUT_EXPIRES = 900;
const LONGEST = 604_800;

function getSignedUrl(service, operation, params, callback) {
  const { Expires, ...rest } = params ?? {};
  const expires = Expires || WITHOUT_EXPIRES;
  if (typeof expires !== 'number') {
    throw coded('InvalidParameterException', `The expiration must be a number, received ${typeof expires}`);
  }
  const request = service.makeRequest(operation, rest);
  if (!callback) return request.presign(expires);
  setImmediate(() => request.presign(expires, callback));
  return undefined;
}

/** The URL of a request that has not been sent; an error is thrown, or with a callback handed to it. */
function presign(request, expires = WITHOUT_EXPIRES, callback) {
  if (typeof expires === 'function') return presign(request, undefined, expires);
  prepare(request);
  let outcome;
  request.runTo('sign', (err) => {
    outcome = settle(request, expires, err);
    callback?.(outcome.error ?? null, outcome.url);
  });
  if (callback) return undefined;
  if (!outcome) throw coded('CredentialsError', 'credentials have to be fetched first: pass a callback, or call AWS.config.getCredentials before');
  if (outcome.error) throw outcome.error;
  return outcome.url;
}

/** A URL has no body and no headers but those that its maker names. */
function prepare(request) {
  request.httpRequest.headers = {};
  request.on('validate', noContentLength);
  request.removeListener('build', protocol.BUILD);
  for (const ofABody of [addContentType, computeMd5]) request.removeListener('build', ofABody);
  request.on('build', buildForUrl, true);
  request.removeAllListeners('afterBuild');
}

function noContentLength({ params }) {
  if (params.ContentLength !== undefined) {
    throw coded('UnexpectedParameter', 'ContentLength is not supported in pre-signed URLs.');
  }
}

function settle(request, expires, err) {
  const failed = err ?? request.response.error;
  if (failed) return { error: failed };
  if (expires > LONGEST) {
    const message = 'Presigning does not support expiry time greater than a week with SigV4 signing.';
    return { error: coded('InvalidExpiryTime', message, { retryable: false }) };
  }
  try {
    return { url: urlOf(request, expires) };
  } catch (error) {
    return { error };
  }
}

function urlOf({ httpRequest, service }, expires) {
  const { endpoint, method, path, headers, _signing } = httpRequest;
  const [pathname, query] = path.split('?', 2);
  const { 'Content-Type': type, ...signed } = headers;
  return presignSync({
    credentials: service.config.credentials,
    expires,
    protocol: endpoint.protocol,
    method,
    host: endpoint.host,
    path: pathname,
    query: [query, shown({ 'Content-Type': type, ...signed })].filter(Boolean).join('&'),
    headers: signed,
    // Whoever uses the URL sends what was named, as with SDK v2.
    unhoistable: () => true,
    service: _signing.name,
    region: httpRequest.region,
    time: service.getSkewCorrectedDate(),
    payloadHash: httpRequest._payloadHash,
  });
}

/** SDK v2 also writes these into the query. */
function shown(headers) {
  const names = Object.keys(headers).filter((name) => /^(content-|cache-control$|x-amz-)/i.test(name) && headers[name] !== undefined);
  return names.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(headers[name])}`).join('&');
}

module.exports = { getSignedUrl, presign };
