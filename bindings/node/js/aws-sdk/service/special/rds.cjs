'use strict';

const { refusing } = require('../../not-covered.cjs');

module.exports = { statics: { Signer: refusing('AWS.RDS.Signer', 'use Signer of @aws-sdk/rds-signer') } };
