'use strict';

const { retryableError } = require('../retry.cjs');

module.exports = {
  prototype: {
    retryableError(err) {
      return (err.code === 'PriorRequestNotComplete' && err.statusCode === 400) || retryableError.call(this, err);
    },
  },
};
