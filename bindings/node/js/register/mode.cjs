'use strict';

const { KeywardError } = require('../error.cjs');

/** `KEYWARD_REGISTER=aws-sdk` is the same as `keyward/register/aws-sdk`. */
function heed(value) {
  if (value === 'aws-sdk') return require('./facade.cjs').answerSdkV2();
  throw new KeywardError({
    code: 'invalid_argument',
    message: `KEYWARD_REGISTER is ${JSON.stringify(value)}, which means nothing`,
    hint: 'unset it, or set it to aws-sdk',
  });
}

module.exports = { heed };
