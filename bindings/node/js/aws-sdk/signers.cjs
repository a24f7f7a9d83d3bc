'use strict';

// `AWS.Signers`: programs sign requests of their own with it, to OpenSearch or API Gateway.

const { signSync } = require('../signer.cjs');
const { refusing } = require('./not-covered.cjs');
const { inherit } = require('./util/object.cjs');

const HASH = 'X-Amz-Content-Sha256';

/** `new AWS.Signers.V4(httpRequest, 'es').addAuthorization(credentials, new Date())`: the headers are the request's own. */
const V4 = inherit({
  constructor: function V4(request, serviceName) {
    this.request = request;
    this.serviceName = serviceName;
  },

  addAuthorization(credentials, date = new Date()) {
    const { headers, method, path, body, region, endpoint } = this.request;
    const [pathname, query = ''] = path.split('?');
    headers.Host ??= headers.host ?? endpoint.host;
    const added = signSync({
      method,
      host: headers.Host,
      path: pathname,
      query,
      headers: lowerCased(headers),
      payloadHash: headers[HASH],
      body,
      service: this.serviceName,
      region,
      time: date,
      credentials,
    });
    headers['X-Amz-Date'] = added['x-amz-date'];
    headers[HASH] = added['x-amz-content-sha256'];
    if (credentials.sessionToken) headers['x-amz-security-token'] = credentials.sessionToken;
    headers.Authorization = added.authorization;
  },
});

/** The signer wants each name once, however a program spelled it. */
function lowerCased(headers) {
  const lower = {};
  for (const name in headers) lower[name.toLowerCase()] = headers[name];
  return lower;
}

module.exports = {
  Signers: {
    RequestSigner: { getVersion: (version) => (version === 'v4' ? V4 : refusing(`signatureVersion '${version}'`)) },
    V2: refusing('AWS.Signers.V2', 'AWS takes Version 4 everywhere: AWS.Signers.V4'),
    V4,
  },
  lowerCased,
};
