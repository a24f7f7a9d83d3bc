'use strict';

const { signSync } = require('../../signer.cjs');
const { lowerCased } = require('../signers.cjs');
const { hidden } = require('../util/object.cjs');

module.exports = (_add, addAsync) => {
  addAsync('SIGN', 'sign', function SIGN(request, done) {
    const { service, response, operation } = request;
    const authtype = service.authtypeOf(operation);
    if (authtype === 'none') return done();
    const finish = (work) => (err, secret) => {
      response.error = err ?? attempt(work, request, secret) ?? response.error;
      done();
    };
    if (authtype === 'bearer') return service.config.getToken(finish(bearer));
    return service.config.getCredentials(finish(sign));
  });
};

function attempt(work, request, secret) {
  try {
    work(request, secret);
    return null;
  } catch (err) {
    return err;
  }
}

function sign(request, credentials) {
  const { httpRequest, service } = request;
  const { headers, method, path, body } = httpRequest;
  const time = service.getSkewCorrectedDate();
  for (const old of ['Authorization', 'Date', 'X-Amz-Date', 'x-amz-security-token']) delete headers[old];
  const at = path.indexOf('?');
  const { name, escapePath } = httpRequest._signing;
  const added = signSync({
    method,
    host: headers.Host,
    path: at < 0 ? path : path.slice(0, at),
    query: at < 0 ? '' : path.slice(at + 1),
    headers: lowerCased(headers),
    payloadHash: headers['X-Amz-Content-Sha256'],
    body,
    service: name,
    region: httpRequest.region,
    escapePath,
    time,
    credentials,
  });
  headers['X-Amz-Date'] = added['x-amz-date'];
  if (credentials.sessionToken) headers['x-amz-security-token'] = credentials.sessionToken;
  headers.Authorization = added.authorization;
  request.signedAt = time;
  hidden(request, '_signedBy', credentials.accessKeyId);
}

function bearer({ httpRequest }, { token }) {
  httpRequest.headers.Authorization = `Bearer ${token}`;
}
