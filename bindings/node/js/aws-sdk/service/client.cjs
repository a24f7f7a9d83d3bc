'use strict';

// The official client behind one service object. It builds requests and reads answers; credentials, signatures, retries and
// sending are SDK v2's and stay here, so all of that is switched off in it.

const unused = () => {
  throw new Error('keyward sends this request itself');
};
const handler = { metadata: { handlerProtocol: 'http/1.1' }, handle: unused, updateHttpClientConfig() {}, httpHandlerConfigs: () => ({}) };
// Rules for addresses ask them for an account; nothing is signed by them.
const credentials = async () => ({ accessKeyId: 'unused', secretAccessKey: 'unused' });

/** A client of the module's, made from SDK v2's settings. */
function makeClient(module, config) {
  return new (clientClass(module))(settings(config));
}

function clientClass(module) {
  const name = Object.keys(module).find((key) => /^[A-Z].*Client$/.test(key) && module[key].prototype?.send);
  return module[name];
}

function settings(config) {
  return {
    region: async () => config.region || 'us-east-1',
    endpoint: customEndpoint(config),
    tls: config.sslEnabled,
    useFipsEndpoint: Boolean(config.useFipsEndpoint),
    useDualstackEndpoint: Boolean(config.useDualstackEndpoint),
    useGlobalEndpoint: usesGlobalEndpoint(config),
    forcePathStyle: config.s3ForcePathStyle,
    bucketEndpoint: config.s3BucketEndpoint,
    useAccelerateEndpoint: config.useAccelerateEndpoint,
    useArnRegion: async () => Boolean(config.s3UseArnRegion),
    disableHostPrefix: !config.hostPrefixEnabled,
    disableS3ExpressSessionAuth: true,
    followRegionRedirects: false,
    expectContinueHeader: false,
    ignoreConfiguredEndpointUrls: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    defaultsMode: 'legacy',
    retryMode: 'standard',
    maxAttempts: 1,
    credentials,
    token: async () => ({ token: 'unused' }),
    accountIdEndpointMode: 'disabled',
    endpointDiscoveryEnabled: false,
    requestHandler: handler,
  };
}

function customEndpoint({ _customEndpoint: endpoint, sslEnabled }) {
  if (!endpoint) return undefined;
  const text = typeof endpoint === 'string' ? endpoint : endpoint.href;
  return text.startsWith('http') ? text : `${sslEnabled ? 'https' : 'http'}://${text}`;
}

/** Whether STS, or S3 in us-east-1, is asked at the one address of old. */
function usesGlobalEndpoint({ stsRegionalEndpoints, s3UsEast1RegionalEndpoint, serviceName }) {
  return serviceName === 's3' ? s3UsEast1RegionalEndpoint !== 'regional' : stsRegionalEndpoints !== 'regional';
}

module.exports = { makeClient, usesGlobalEndpoint };
