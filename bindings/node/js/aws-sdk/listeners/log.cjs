'use strict';

const { inspect } = require('node:util');
const { filterSensitive } = require('../service/sensitive.cjs');

module.exports = (add) => {
  add('LOG_REQUEST', 'complete', function LOG_REQUEST(response) {
    const { logger } = response.request.service.config;
    if (typeof logger?.log === 'function') logger.log(line(response, logger.isTTY));
    else if (typeof logger?.write === 'function') logger.write(`${line(response, logger.isTTY)}\n`);
  });
};

/** `[AWS s3 200 0.034s 0 retries] getObject({ Bucket: 'b' })`, without what AWS's models call sensitive. */
function line({ request, httpResponse, retryCount }, tty) {
  const { service, operation, params, startTime } = request;
  const seconds = (service.getSkewCorrectedDate().getTime() - startTime.getTime()) / 1000;
  const shown = inspect(filterSensitive(service.api.operations[operation].input, params), true, null);
  const head = `[AWS ${service.serviceIdentifier} ${httpResponse.statusCode} ${seconds}s ${retryCount} retries]`;
  const call = `${operation}(${shown})`;
  return tty ? `\x1B[33m${head}\x1B[0;1m ${call}\x1B[0m` : `${head} ${call}`;
}
