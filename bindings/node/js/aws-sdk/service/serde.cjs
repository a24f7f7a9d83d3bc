'use strict';

// The official client's two steps between values and wire. Its own copy the client's whole configuration for every call, which
// costs more than all the rest: here a call's context stands in front of one copy.

/** `{ serializer, deserializer }` of one operation; `config` is a plain copy of the client's. */
function serde(config, [, namespace, name, traits, input, output]) {
  const { protocol, urlParser } = config;
  const operation = { name, namespace, traits, input, output };
  const inFront = (context, more) => Object.assign(Object.create(config), context, more);

  const serializer = (next, context) => async (args) => {
    const endpoint = async () => addressOf(context.endpointV2, urlParser);
    const request = await protocol.serializeRequest(operation, args.input, inFront(context, { endpoint }));
    return next({ ...args, request });
  };

  const deserializer = (next, context) => async (args) => {
    const { response } = await next(args);
    return { response, output: await protocol.deserializeResponse(operation, inFront(context), response) };
  };

  return { serializer, deserializer };
}

/** What endpoint rules found, as a request wants it. */
function addressOf({ url, headers }, urlParser) {
  const address = urlParser(url);
  if (!headers) return address;
  const lines = Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values.join(', ')]);
  return { ...address, headers: Object.fromEntries(lines) };
}

module.exports = { serde };
