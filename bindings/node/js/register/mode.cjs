'use strict';

const { KeywardError } = require('../error.cjs');

/** Whether `KEYWARD_REGISTER` asks that `aws-sdk` be answered by `keyward/aws-sdk`. */
function facadeIsAsked(value = process.env.KEYWARD_REGISTER) {
  if (!value) return false;
  if (value === 'aws-sdk') return true;
  throw new KeywardError({
    code: 'invalid_argument',
    message: `KEYWARD_REGISTER is ${JSON.stringify(value)}, which means nothing`,
    hint: 'unset it, or set it to aws-sdk',
  });
}

module.exports = { facadeIsAsked };
