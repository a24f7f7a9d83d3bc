'use strict';

const { HttpRequest } = require('../http/request.cjs');

module.exports = (add) => {
  /** Building failed: once more from the beginning, where the error says that this may help. */
  add('RESTART', 'restart', function RESTART(request) {
    const { response, service } = request;
    if (!response.error?.retryable) return;
    request.httpRequest = new HttpRequest(service.endpoint, service.requestRegion());
    if (response.retryCount < service.numRetries()) response.retryCount += 1;
    response.error = null;
  });
};
