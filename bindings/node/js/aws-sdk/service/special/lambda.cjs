'use strict';

const { textPayload } = require('./text-payload.cjs');

module.exports = {
  prototype: {
    setupRequestListeners(request) {
      if (request.operation === 'invoke') request.on('extractData', textPayload);
    },
  },
};
