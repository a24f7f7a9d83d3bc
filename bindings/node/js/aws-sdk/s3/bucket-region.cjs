'use strict';

// Buckets in another region than the client's: S3 says which, the request is sent there, and the next one goes there at once.

const REDIRECTS = new Set(['AuthorizationHeaderMalformed', 'BadRequest', 'PermanentRedirect', 301]);
const AWS_HOST = /(^|\.)s3(?!-accelerate)[.-].*amazonaws\.com(\.cn)?$/;

function correctFromCache(request) {
  const { Bucket } = request.params;
  const region = Bucket && request.service.bucketRegionCache[Bucket];
  if (region && region !== request.httpRequest.region) moveTo(request, region);
}

/** Signs for the region; at AWS it also goes to the region's own endpoint. */
function moveTo({ httpRequest }, region) {
  httpRequest.region = region;
  const { endpoint, headers } = httpRequest;
  if (!AWS_HOST.test(endpoint.hostname)) return;
  const hostname = endpoint.hostname.replace(/(^|\.)s3(?:[.-](?!dualstack)[a-z0-9-]+)?(\.dualstack)?(?:\.[a-z0-9-]+)?\.amazonaws/, `$1s3$2.${region}.amazonaws`);
  Object.assign(endpoint, { hostname, host: hostname });
  if (headers.Host) headers.Host = hostname;
}

/** Whom no answer has told the region asks for it. */
function requestBucketRegion({ error, request }, done) {
  const { Bucket } = request.params;
  const told = !error || !Bucket || error.region || !REDIRECTS.has(error.code);
  if (told || request.operation === 'headBucket' || (error.statusCode === 400 && request.operation !== 'headObject')) {
    done();
    return;
  }
  const question = request.service.headBucket({ Bucket });
  question._requestRegionForBucket = Bucket;
  question.send(() => {
    error.region = request.service.bucketRegionCache[Bucket] ?? null;
    done();
  });
}

/** Keeps what an answer says about a bucket's region. */
function remember(service, bucket, region) {
  if (bucket && region) service.bucketRegionCache[bucket] = region;
}

/** The region of a bucket that was made with these parameters. */
function regionOf({ CreateBucketConfiguration }) {
  const { LocationConstraint } = CreateBucketConfiguration ?? { LocationConstraint: 'us-east-1' };
  return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint;
}

/** Whether an error leads to another region; then the request is made ready to go there. */
function leadsElsewhere(error, request) {
  if (!REDIRECTS.has(error.code) || !error.region || error.region === request.httpRequest.region) return false;
  if (error.statusCode === 301) moveTo(request, error.region);
  else request.httpRequest.region = error.region;
  return true;
}

const methods = {
  /** Shared by all service objects. */
  bucketRegionCache: {},

  clearBucketRegionCache(buckets) {
    const cache = this.bucketRegionCache;
    for (const bucket of [].concat(buckets ?? Object.keys(cache))) delete cache[bucket];
    return cache;
  },
};

module.exports = { correctFromCache, leadsElsewhere, methods, regionOf, remember, requestBucketRegion };
