'use strict';

// Services with methods, retries or listeners of their own. Each file gives `prototype` and `statics`.

const FILES = {
  APIGateway: () => require('./apigateway.cjs'),
  CloudFront: () => require('./cloudfront.cjs'),
  CloudSearchDomain: () => require('./cloudsearchdomain.cjs'),
  DynamoDB: () => require('./dynamodb.cjs'),
  IotData: () => require('./iotdata.cjs'),
  Lambda: () => require('./lambda.cjs'),
  Polly: () => require('./polly.cjs'),
  RDS: () => require('./rds.cjs'),
  RDSDataService: () => require('./rdsdataservice.cjs'),
  Route53: () => require('./route53.cjs'),
  S3: () => require('../../s3/index.cjs'),
  STS: () => require('./sts.cjs'),
};

const special = (name) => FILES[name]?.() ?? {};

module.exports = { special };
