'use strict';

// Where a service is, by the rules in the official client.

const { usesGlobalEndpoint } = require('./client.cjs');

const REGIONS = ['us-west-2', 'eu-west-1'];

/** The address in a region, or undefined where the rules ask for more than a region. */
function addressOf({ config: { endpointProvider } }, config, region) {
  try {
    const { url, properties } = endpointProvider({
      Region: region,
      UseFIPS: Boolean(config.useFipsEndpoint),
      UseDualStack: Boolean(config.useDualstackEndpoint),
      UseGlobalEndpoint: usesGlobalEndpoint(config),
    });
    return { href: url.href, signingRegion: properties?.authSchemes?.[0]?.signingRegion };
  } catch {
    return undefined;
  }
}

/** `{ endpoint, isGlobal, signingRegion }`. As in SDK v2, `endpoint` has a scheme where one address serves all regions. */
function standardEndpoint(client, config, identifier) {
  const region = config.region || 'us-east-1';
  const found = addressOf(client, config, region);
  if (!found) return { endpoint: `${identifier}.${region}.amazonaws.com`, isGlobal: false };
  const host = new URL(found.href).host;
  const isGlobal = new Set(REGIONS.map((one) => addressOf(client, config, one)?.href)).size === 1;
  if (!isGlobal) return { endpoint: host, isGlobal };
  return { endpoint: `${config.sslEnabled ? 'https' : 'http'}://${host}`, isGlobal, signingRegion: found.signingRegion };
}

/** A variable that the SDKs of today know, and SDK v2 did not: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL. */
function endpointOfEnvironment(serviceId, env = process.env) {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return undefined;
  const name = serviceId.replace(/ /g, '_').toUpperCase();
  return env[`AWS_ENDPOINT_URL_${name}`] || env.AWS_ENDPOINT_URL || undefined;
}

module.exports = { endpointOfEnvironment, standardEndpoint };
