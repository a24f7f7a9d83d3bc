'use strict';

// The official client's middleware for one operation, without what SDK v2 does in its own way. It is put in order once and
// not, as the client does, for every call.

const { serde } = require('./serde.cjs');

const DROPPED = new Set([
  'loggerMiddleware',
  'getUserAgentMiddleware',
  'retryMiddleware',
  'omitRetryHeadersMiddleware',
  'httpAuthSchemeMiddleware',
  'httpSigningMiddleware',
  's3ExpressMiddleware',
  's3ExpressHttpSigningMiddleware',
  'regionRedirectMiddleware',
  'regionRedirectEndpointMiddleware',
  'addExpectContinueMiddleware',
  'getCheckContentLengthHeaderPlugin',
]);

/** `{ middleware, context, command }`: functions from the innermost to the outermost, and what they share. */
function stackOf(client, Command) {
  const command = new Command({});
  const config = plain(client);
  const { serializer, deserializer } = serde(config, command.schema);
  const own = { serializerMiddleware: serializer, deserializerMiddleware: deserializer };
  const plan = { command };
  const recorder = {
    concat(more) {
      const whole = client.middlewareStack.concat(more);
      return {
        resolve(_handler, context) {
          plan.context = context;
          plan.middleware = inOrder(whole, new Command({}).middlewareStack, own);
        },
      };
    },
  };
  command.resolveMiddleware(recorder, config, {});
  return plan;
}

const plains = new WeakMap();

/** One copy of a client's configuration: values only, which is cheap to copy again. */
function plain(client) {
  if (!plains.has(client)) plains.set(client, Object.fromEntries(Object.entries(client.config)));
  return plains.get(client);
}

/** A stack tells its order only by calling what is in it: each is put into an empty one as a function that notes it. */
function inOrder(stack, empty, own) {
  const order = [];
  const noting = (middleware, options) => ({
    ...options,
    middleware(next) {
      if (!DROPPED.has(options.name)) order.push(own[options.name] ?? middleware);
      return next;
    },
  });
  stack.applyToStack({
    add: (middleware, options) => empty.add(middleware, noting(middleware, options)),
    addRelativeTo: (middleware, options) => empty.addRelativeTo(middleware, noting(middleware, options)),
  });
  empty.resolve(() => {}, {});
  return order;
}

module.exports = { stackOf };
