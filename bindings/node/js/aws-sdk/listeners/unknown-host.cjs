'use strict';

const { coded } = require('../util/error.cjs');

module.exports = (add) => {
  add('ENOTFOUND_ERROR', 'httpError', function ENOTFOUND_ERROR(err, response) {
    // Whatever the system says of a connection: not found, refused, out of reach.
    if (err.code !== 'NetworkingError' || (typeof err.errno !== 'number' && err.errno !== 'ENOTFOUND')) return;
    const { hostname, region } = err;
    const where = `Inaccessible host: \`${hostname}' at port \`${err.port}'.`;
    const message = `${where} This service may not be available in the \`${region}' region.`;
    response.error = coded('UnknownEndpoint', message, { region, hostname, retryable: true, originalError: err });
  });
};
