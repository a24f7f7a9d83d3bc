'use strict';

const AWS = require('../core.cjs');
const { Config } = require('../config/config.cjs');
const { Endpoint } = require('../http/endpoint.cjs');
const { endpointOfEnvironment, standardEndpoint } = require('./endpoint.cjs');
const { notCovered } = require('../not-covered.cjs');
const { isFips, real } = require('../config/region.cjs');
const { hidden } = require('../util/object.cjs');

/** `service.config`: the global settings as they are now, those of this kind of service, and the object's own. */
function prepare(service, given) {
  const { serviceIdentifier } = service;
  const config = new Config(AWS.config);
  config.update(AWS.config[serviceIdentifier] ?? {}, true);
  config.update(normal(given ?? {}), true);
  hidden(config, 'serviceName', serviceIdentifier);
  service.config = config;
  refuse(config);
  service.validateService();
  locate(service, config);
}

// Regions of old programs: `fips-us-east-1` and `us-east-1-fips`, `aws-global`.
function normal(given) {
  const config = { ...given };
  if (typeof given.region === 'string') {
    if (isFips(given.region)) config.useFipsEndpoint = true;
    config.region = real(given.region);
  }
  if (typeof given.useDualstack === 'boolean') config.useDualstackEndpoint ??= given.useDualstack;
  return config;
}

const VERSIONS = new Set(['v4', 'bearer']);

function refuse({ signatureVersion }) {
  if (!signatureVersion || VERSIONS.has(signatureVersion)) return;
  throw notCovered(`signatureVersion '${signatureVersion}'`, "leave it out, or write 'v4': AWS takes Version 4 everywhere");
}

function locate(service, config) {
  const custom = config.endpoint ?? endpointOfEnvironment(service.api.serviceId);
  if (custom) {
    config.endpoint = fromTemplate(custom, service, config);
    hidden(config, '_customEndpoint', config.endpoint);
  } else {
    const { endpoint, isGlobal, signingRegion } = standardEndpoint(service._template, config, service.serviceIdentifier);
    service.isGlobalEndpoint = isGlobal;
    if (signingRegion) service.signingRegion = signingRegion;
    config.endpoint = endpoint;
  }
  service.endpoint = new Endpoint(config.endpoint, config);
  hidden(service, '_ownEndpoint', service.endpoint);
}

function fromTemplate(endpoint, { api }, { region, sslEnabled }) {
  if (typeof endpoint !== 'string') return endpoint;
  return endpoint
    .replaceAll('{service}', api.endpointPrefix)
    .replaceAll('{region}', region)
    .replaceAll('{scheme}', sslEnabled ? 'https' : 'http');
}

module.exports = { prepare };
