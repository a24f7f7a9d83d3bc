'use strict';

const { coded } = require('../../util/error.cjs');
const { textPayload } = require('./text-payload.cjs');

const SHADOWS = new Set(['deleteThingShadow', 'getThingShadow', 'updateThingShadow']);

module.exports = {
  prototype: {
    validateService() {
      if (this.config.endpoint) return;
      throw coded('InvalidEndpoint', "AWS.IotData requires an explicit `endpoint' configuration option.");
    },

    setupRequestListeners(request) {
      if (SHADOWS.has(request.operation)) request.on('extractData', textPayload);
    },
  },
};
