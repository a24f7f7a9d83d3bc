'use strict';

// The fields of a form with which a browser uploads to S3.

const { createHmac } = require('node:crypto');
const { format } = require('node:url');

const AN_HOUR = 3600;

/** `{ url, fields }`, or to the callback. Without one the credentials have to be there already. */
function createPresignedPost(service, params, callback) {
  const [given, done] = typeof params === 'function' ? [{}, params] : [params ?? {}, callback];
  if (!done) return form(service, given);
  service.config.getCredentials((err) => {
    if (err) {
      done(err);
      return;
    }
    let made;
    try {
      made = form(service, given);
    } catch (error) {
      done(error);
      return;
    }
    done(null, made);
  });
  return undefined;
}

function form(service, { Bucket, Fields, Conditions, Expires }) {
  const { config, endpoint } = service;
  const bucket = Bucket || config.params?.Bucket;
  const { credentials, region } = config;
  if (!credentials || !region || !bucket) {
    throw new Error('Unable to create a POST object policy without a bucket, region, and credentials');
  }
  const { protocol, host } = endpoint;
  const url = format({ protocol, host, pathname: config.s3BucketEndpoint ? endpoint.pathname : `/${bucket}` });
  const fields = signed({ ...Fields, bucket }, Conditions, service.getSkewCorrectedDate(), Expires || AN_HOUR, credentials, region);
  return { url, fields };
}

function signed(fields, conditions = [], now, seconds, credentials, region) {
  const date = now.toISOString().replace(/[:-]|\.\d{3}/g, '');
  const scope = [date.slice(0, 8), region, 's3', 'aws4_request'];
  const all = {
    ...fields,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': [credentials.accessKeyId, ...scope].join('/'),
    'X-Amz-Date': date,
    ...(credentials.sessionToken && { 'X-Amz-Security-Token': credentials.sessionToken }),
  };
  const Policy = policy(new Date(now.getTime() + seconds * 1000), conditions, all);
  const key = scope.reduce((key, part) => hmac(key, part), `AWS4${credentials.secretAccessKey}`);
  return { ...all, Policy, 'X-Amz-Signature': hmac(key, Policy).toString('hex') };
}

/** Every field has to be sent as it is here. */
function policy(until, conditions, fields) {
  const exact = Object.entries(fields).map(([name, value]) => ({ [name]: value }));
  const expiration = until.toISOString().replace(/\.\d{3}/, '');
  return Buffer.from(JSON.stringify({ expiration, conditions: [...conditions, ...exact] })).toString('base64');
}

function hmac(key, text) {
  return createHmac('sha256', key).update(text).digest();
}

module.exports = { createPresignedPost };
