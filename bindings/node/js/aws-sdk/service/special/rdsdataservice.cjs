'use strict';

const { retryableError } = require('../retry.cjs');

module.exports = {
  prototype: {
    retryableError(err) {
      const woke = err.code === 'BadRequestException' && err.statusCode === 400 && /^Communications link failure/.test(err.message);
      return woke || retryableError.call(this, err);
    },
  },
};
