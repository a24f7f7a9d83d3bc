'use strict';

// The settings that `AWS.config` knows, and what each is where nobody says.

const AWS = require('../core.cjs');
const files = require('./files.cjs');
const { isFips, real } = require('./region.cjs');

module.exports = {
  credentials: atHand,
  credentialProvider: () => new AWS.CredentialProviderChain(),
  region: () => real(files.region()),
  logger: () => (process.env.AWSJS_DEBUG ? console : null),
  apiVersions: {},
  apiVersion: null,
  endpoint: undefined,
  httpOptions: { timeout: 120_000 },
  maxRetries: undefined,
  maxRedirects: 10,
  paramValidation: true,
  sslEnabled: true,
  s3ForcePathStyle: false,
  s3BucketEndpoint: false,
  s3DisableBodySigning: true,
  s3UsEast1RegionalEndpoint: () => files.flagWord('AWS_S3_US_EAST_1_REGIONAL_ENDPOINT', 's3_us_east_1_regional_endpoint') ?? 'legacy',
  s3UseArnRegion: undefined,
  computeChecksums: true,
  convertResponseTypes: true,
  correctClockSkew: false,
  customUserAgent: null,
  dynamoDbCrc32: true,
  systemClockOffset: 0,
  signatureVersion: null,
  signatureCache: true,
  retryDelayOptions: {},
  useAccelerateEndpoint: false,
  clientSideMonitoring: false,
  endpointDiscoveryEnabled: undefined,
  endpointCacheSize: 1000,
  hostPrefixEnabled: true,
  stsRegionalEndpoints: () => files.flagWord('AWS_STS_REGIONAL_ENDPOINTS', 'sts_regional_endpoints') ?? 'legacy',
  useFipsEndpoint: () => isFips(files.region()) || (files.flag('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint') ?? false),
  useDualstackEndpoint: () => files.flag('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint') ?? false,
  token: null,
  tokenProvider: () => new AWS.TokenProviderChain(),
};

/** Credentials that need no network, process or person: they are there when `require` returns. Else null. */
function atHand() {
  for (const make of [
    () => new AWS.EnvironmentCredentials('AWS'),
    () => new AWS.EnvironmentCredentials('AMAZON'),
    () => new AWS.SharedIniFileCredentials({ disableAssumeRole: true }),
  ]) {
    const credentials = make();
    if (!credentials.needsRefresh()) return credentials;
  }
  return null;
}
