'use strict';

const { presignSync } = require('../../signer.cjs');
const { QUERY } = require('../service/operation.cjs');
const { notCovered } = require('../not-covered.cjs');

const HOUR = 3600;

/** `callback(err, url)`; requests of the query protocols become a GET. */
function presign(request, expires = HOUR, callback) {
  if (!callback) throw needsCallback(request);
  request.runTo('sign', () => {
    const { error } = request.response;
    if (error) return callback(error, null);
    return request.service.config.getCredentials((err, credentials) => answer(request, expires, err, credentials, callback));
  });
}

function answer(request, expires, failed, credentials, callback) {
  let url = null;
  let err = failed;
  try {
    url = failed ? null : urlOf(request, expires, credentials);
  } catch (thrown) {
    err = thrown;
  }
  callback(err, url);
}

function urlOf({ httpRequest, service }, expires, credentials) {
  const { endpoint, path, region, _signing: signing } = httpRequest;
  const byQuery = QUERY.has(service.api.protocol);
  const [pathname, query = ''] = path.split('?');
  return presignSync({
    method: byQuery ? 'GET' : httpRequest.method,
    protocol: endpoint.protocol,
    host: endpoint.host,
    path: pathname,
    query: byQuery ? httpRequest.body : query,
    body: byQuery ? '' : httpRequest.body,
    service: signing.name,
    escapePath: signing.escapePath,
    region,
    expires,
    time: service.getSkewCorrectedDate(),
    credentials,
  });
}

function needsCallback({ service, operation }) {
  const name = `${service.serviceIdentifier}.${operation}().presign() without a callback`;
  return notCovered(name, 'give a callback: presign(expires, (err, url) => …)');
}

module.exports = { presign };
