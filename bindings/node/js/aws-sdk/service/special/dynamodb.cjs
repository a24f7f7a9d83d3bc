'use strict';

const { KeywardError } = require('../../../error.cjs');

const DOCUMENT = {
  code: 'not_supported',
  message: 'AWS.DynamoDB.DocumentClient is not covered by keyward/aws-sdk',
  hint: 'use DynamoDBDocument of @aws-sdk/lib-dynamodb, whose methods take the same parameters',
};

function notCovered() {
  throw new KeywardError(DOCUMENT);
}

module.exports = {
  prototype: {
    defaultRetryCount: 10,

    /** Shorter waits than elsewhere: 50 ms, doubled, and none before the second attempt. */
    retryDelays(count, err) {
      const options = { base: 50, ...this.config.retryDelayOptions };
      if (typeof options.customBackoff === 'function') return options.customBackoff(count, err);
      return Math.random() * 2 ** count * options.base;
    },
  },
  statics: {
    DocumentClient: notCovered,
    get Converter() {
      return notCovered();
    },
  },
};
