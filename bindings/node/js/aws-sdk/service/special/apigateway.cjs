'use strict';

const { textPayload } = require('./text-payload.cjs');

module.exports = {
  prototype: {
    setupRequestListeners(request) {
      request.on('build', ({ httpRequest: { headers } }) => (headers.Accept ||= 'application/json'));
      const { operation, params } = request;
      if (operation === 'getExport' && params.exportType === 'swagger') request.on('extractData', textPayload);
    },
  },
};
