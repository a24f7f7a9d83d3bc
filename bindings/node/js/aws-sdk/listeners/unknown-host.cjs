'use strict';

const { coded } = require('../util/error.cjs');

const UNKNOWN = new Set(['ENOTFOUND', 'EAI_NONAME', 'EAI_NODATA']);

module.exports = (add) => {
  add('ENOTFOUND_ERROR', 'httpError', function ENOTFOUND_ERROR(err, response) {
    if (err.code !== 'NetworkingError' || !isUnknownHost(err)) return;
    const { hostname, region } = err;
    const where = `Inaccessible host: \`${hostname}' at port \`${err.port}'.`;
    const message = `${where} This service may not be available in the \`${region}' region.`;
    response.error = coded('UnknownEndpoint', message, { region, hostname, retryable: true, originalError: err });
  });
};

function isUnknownHost({ errno }) {
  if (typeof errno === 'number') return UNKNOWN.has(require('node:util').getSystemErrorName(errno));
  return UNKNOWN.has(errno);
}
