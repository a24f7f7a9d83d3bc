'use strict';

const { notCovered, refusing } = require('../../not-covered.cjs');

module.exports = {
  prototype: {
    defaultRetryCount: 10,

    /** Shorter waits than elsewhere: up to 50 ms, doubled. */
    retryDelays(count, err) {
      const { customBackoff, base = 50 } = this.config.retryDelayOptions ?? {};
      return typeof customBackoff === 'function' ? customBackoff(count, err) : Math.random() * 2 ** count * base;
    },
  },
  statics: {
    DocumentClient: refusing('AWS.DynamoDB.DocumentClient', 'use DynamoDBDocument of @aws-sdk/lib-dynamodb: its methods take the same parameters'),
    get Converter() {
      throw notCovered('AWS.DynamoDB.Converter', 'use marshall and unmarshall of @aws-sdk/util-dynamodb');
    },
  },
};
