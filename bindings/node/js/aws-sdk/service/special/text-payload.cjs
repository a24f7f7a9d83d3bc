'use strict';

/** A listener: the body that is an answer's payload is text, as SDK v2 gives it for some operations. */
function textPayload({ data, request }) {
  const { payload } = request.service.api.operations[request.operation].output;
  if (payload && data?.[payload]) data[payload] = data[payload].toString();
}

module.exports = { textPayload };
