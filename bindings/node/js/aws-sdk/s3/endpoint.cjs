'use strict';

// SDK v3's rules for S3's endpoints, asked without waiting: names of buckets, access points, acceleration, dual-stack, FIPS.

const { isIP } = require('node:net');

const DNS_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** `{ url, signing: { name, region } }` */
function endpointOf({ config, _client }, Command, params, region) {
  const given = parameters(Command.getEndpointParameterInstructions(), params, settings(config, region));
  const { url, properties } = _client.config.endpointProvider(bucketRules(given), {});
  if (!given.Endpoint && config.sslEnabled === false) url.protocol = 'http:';
  const [scheme = {}] = properties?.authSchemes ?? [];
  return { url, signing: { name: scheme.signingName ?? 's3', region: scheme.signingRegion ?? region } };
}

/** What the rules want to know, from the operation's parameters and from SDK v2's configuration. */
function parameters(instructions, params, known) {
  const given = {};
  for (const [name, { type, name: from, value }] of Object.entries(instructions)) {
    const found = { staticContextParams: value, contextParams: params[from] }[type] ?? known[from];
    if (found !== undefined && found !== null) given[name] = found;
  }
  return given;
}

function settings(config, region) {
  return {
    region,
    endpoint: endpointText(config),
    forcePathStyle: Boolean(config.s3ForcePathStyle),
    useAccelerateEndpoint: Boolean(config.useAccelerateEndpoint),
    useArnRegion: Boolean(config.s3UseArnRegion),
    useDualstackEndpoint: Boolean(config.useDualstackEndpoint),
    useFipsEndpoint: Boolean(config.useFipsEndpoint),
    useGlobalEndpoint: config.s3UsEast1RegionalEndpoint !== 'regional',
    disableS3ExpressSessionAuth: true,
  };
}

/** An endpoint of the program's, or of the environment. */
function endpointText({ _customEndpoint: given, sslEnabled }) {
  if (!given) return undefined;
  const text = typeof given === 'string' ? given : given.href;
  return text.startsWith('http') ? text : `${sslEnabled ? 'https' : 'http'}://${text}`;
}

/** Names that fit no host's name, or no certificate, go into the path. */
function bucketRules(given) {
  const { Bucket, Endpoint = 'https:' } = given;
  if (!Bucket || Bucket.startsWith('arn:')) return given;
  const isName = DNS_NAME.test(Bucket) && !Bucket.includes('..') && isIP(Bucket) === 0;
  if (isName && !(Bucket.includes('.') && !Endpoint.startsWith('http:'))) return given;
  return { ...given, ForcePathStyle: true };
}

module.exports = { endpointOf };
