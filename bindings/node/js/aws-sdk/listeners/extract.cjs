'use strict';

const { extractError } = require('../service/errors.cjs');

module.exports = (add, addAsync) => {
  /** The official client reads what came back; its answer is given SDK v2's form. */
  addAsync('EXTRACT_DATA', 'extractData', function EXTRACT_DATA(response, done) {
    const { request } = response;
    // A waiter's check, or a listener's, made a success of what is none.
    if (!request._call) return done();
    return request.service.operationOf(request.operation).extract(response, done);
  });

  addAsync('EXTRACT_ERROR', 'extractError', function EXTRACT_ERROR(response, done) {
    extractError(response, done);
  });
};
