'use strict';

// Services with methods, retries or listeners of their own. Each file gives `prototype` and `statics`.

const FILES = {
  CloudFront: () => require('./cloudfront.cjs'),
  DynamoDB: () => require('./dynamodb.cjs'),
  Polly: () => require('./polly.cjs'),
  RDS: () => require('./rds.cjs'),
  S3: () => require('../../s3/index.cjs'),
  STS: () => require('./sts.cjs'),
};

const special = (name) => FILES[name]?.() ?? {};

module.exports = { special };
