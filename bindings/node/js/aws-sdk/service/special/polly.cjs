'use strict';

const { refusing } = require('../../not-covered.cjs');

module.exports = { statics: { Presigner: refusing('AWS.Polly.Presigner', 'use getSynthesizeSpeechUrl of @aws-sdk/polly-request-presigner') } };
