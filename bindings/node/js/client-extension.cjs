'use strict';

// A runtime extension of SDK v3's clients. It stands in front of the signer of the scheme `aws.auth#sigv4` and leaves every
// other scheme (SigV4A, bearer tokens, none) as it is. The client's own signer stays behind it for what is the SDK's alone.

const { isRefused, refuse } = require('./held.cjs');
const { renewed } = require('./renewal.cjs');
const { headerOf, payloadHash, signatureOf } = require('./signer.cjs');

const SCHEME = 'aws.auth#sigv4';
const HASH_HEADER = 'x-amz-content-sha256';
const TOKEN_HEADER = 'x-amz-security-token';
// S3 Express signs with a session of the bucket's; SigV4A is another algorithm.
const OF_THE_SDK = new Set(['sigv4a', 'sigv4-s3express']);
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']);

const extension = {
  configure(configuration) {
    const scheme = configuration.httpAuthSchemes().find(({ schemeId }) => schemeId === SCHEME);
    if (scheme === undefined || scheme.signer instanceof Signer) return;
    configuration.setHttpAuthScheme({ ...scheme, signer: new Signer(scheme.signer) });
  },
};

class Signer {
  #theirs;

  constructor(theirs) {
    this.#theirs = theirs;
  }

  async sign(request, identity, properties) {
    const { config, context } = properties;
    if (isRefused(identity.accessKeyId)) identity = await renewed(config, identity);
    properties.keywardKeyId = identity.accessKeyId;
    if (OF_THE_SDK.has(context?.endpointV2?.properties?.authSchemes?.[0]?.name)) {
      return this.#theirs.sign(request, identity, properties);
    }
    const time = await signingTime(properties);
    const region = properties.signingRegion ?? config.signingRegion ?? (await config.region());
    try {
      const service = properties.signingName ?? config.signingName ?? config.defaultSigningName;
      return signed(request, identity, { time, region, service, escapePath: config.signingEscapePath });
    } catch {
      // What AWS's Rust signer does not take may still be to the SDK's taste; if not, it says so in its own words.
      return this.#theirs.sign(request, identity, properties);
    }
  }

  // The SDK calls the two handlers without their object.
  errorHandler = (properties) => {
    const theirs = this.#theirs.errorHandler?.(properties) ?? rethrow;
    return (error) => {
      // A retry is signed by another key; a streamed body is not replayed, and at one attempt the next call is right.
      if (EXPIRED.has(error?.name) && refuse(properties.keywardKeyId)) error.$retryable ??= {};
      return theirs(error);
    };
  };

  successHandler = (response, properties) => this.#theirs.successHandler?.(response, properties);
}

function rethrow(error) {
  throw error;
}

/** By the server's clock, as far as the client knows it; beside it what the SDK's handlers want to see of a signature. */
async function signingTime(properties) {
  const { config, context } = properties;
  const isLeftAlone = (await config.disableClockSkewCorrection?.()) === true;
  const sentAt = Date.now();
  properties._disableClockSkewCorrection = isLeftAlone;
  properties._skipClockSkewSampling = isLeftAlone || context?.__smithy_context?.eventStream?.output === true;
  properties._preRequestSystemClockOffset = config.systemClockOffset;
  properties._requestSentAt = sentAt;
  return isLeftAlone ? sentAt : sentAt + (config.systemClockOffset || 0);
}

/** A signed copy: a retry begins from the request as it was. */
function signed(request, credentials, scope) {
  const headers = {};
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined && value !== null) headers[name] = value;
  }
  headers.host ??= headerOf(headers, 'host') ?? hostOf(request);
  const hash = headerOf(headers, HASH_HEADER) ?? payloadHash(request.body);
  headers[HASH_HEADER] = hash;
  if (credentials.sessionToken) headers[TOKEN_HEADER] = credentials.sessionToken;
  const { date, authorization } = signatureOf(credentials, request, headers, hash, scope);
  headers['x-amz-date'] = date;
  headers.authorization = authorization;
  return Object.assign(Object.create(Object.getPrototypeOf(request)), request, { headers });
}

function hostOf({ hostname, port }) {
  return port ? `${hostname}:${port}` : hostname;
}

module.exports = { extension };
