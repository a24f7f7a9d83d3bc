'use strict';

const { coded } = require('../util/error.cjs');

const NOTHING = Buffer.alloc(0);

module.exports = (add) => {
  add('VALIDATE_RESPONSE', 'validateResponse', function VALIDATE_RESPONSE(response) {
    const success = this.service.successfulResponse(response, this);
    response.data = success ? {} : null;
    response.error = success ? null : coded('UnknownError', 'An unknown error occurred.');
  });

  add('HTTP_HEADERS', 'httpHeaders', function HTTP_HEADERS(statusCode, headers, response, statusMessage) {
    const { httpResponse } = response;
    Object.assign(httpResponse, { statusCode, statusMessage, headers, body: NOTHING, buffers: [], numBytes: 0 });
    const { service } = response.request;
    const serverTime = Date.parse(headers.date ?? headers.Date);
    if (service.config.correctClockSkew && service.isClockSkewed(serverTime)) service.applyClockOffset(serverTime);
  });

  add('HTTP_DATA', 'httpData', function HTTP_DATA(chunk, response) {
    if (!chunk) return;
    const { httpResponse, request } = response;
    httpResponse.numBytes += chunk.length;
    const progress = { loaded: httpResponse.numBytes, total: httpResponse.headers['content-length'] };
    request.emit('httpDownloadProgress', [progress, response]);
    httpResponse.buffers.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  });

  add('HTTP_DONE', 'httpDone', function HTTP_DONE({ httpResponse }) {
    const { buffers } = httpResponse;
    if (buffers?.length === 1) [httpResponse.body] = buffers;
    else if (buffers?.length > 1) httpResponse.body = Buffer.concat(buffers);
    delete httpResponse.numBytes;
    delete httpResponse.buffers;
  });
};
