'use strict';

// Services with methods, retries or listeners of their own. Each file gives `prototype` and `statics`.

const FILES = {
  DynamoDB: () => require('./dynamodb.cjs'),
  S3: () => require('../../s3/index.cjs'),
  STS: () => require('./sts.cjs'),
};

const special = (name) => FILES[name]?.() ?? {};

module.exports = { special };
