'use strict';

const { coded } = require('../../util/error.cjs');

module.exports = {
  prototype: {
    validateService() {
      if (this.config.endpoint) return;
      throw coded('InvalidEndpoint', "AWS.CloudSearchDomain requires an explicit `endpoint' configuration option.");
    },
  },
};
