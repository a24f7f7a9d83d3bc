'use strict';

module.exports = (_add, addAsync) => {
  /** The official client turns parameters into a request; what it made is what listeners see. */
  addAsync('BUILD', 'build', function BUILD(request, done) {
    request.service.operationOf(request.operation).build(request, done);
  });
};
