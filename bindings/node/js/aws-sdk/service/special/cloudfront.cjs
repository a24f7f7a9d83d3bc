'use strict';

const { refusing } = require('../../not-covered.cjs');

module.exports = { statics: { Signer: refusing('AWS.CloudFront.Signer', 'use getSignedUrl of @aws-sdk/cloudfront-signer') } };
