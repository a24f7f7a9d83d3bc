'use strict';

// The official client's middleware for one operation, without what SDK v2 does in its own way. It is put in order once and
// not, as the client does, for every call.

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
]);

/** `{ middleware, context, command }`: functions from the innermost to the outermost, and what they share. */
function stackOf(client, Command) {
  const command = new Command({});
  const plan = { command };
  const recorder = {
    concat(own) {
      const whole = client.middlewareStack.concat(own);
      return {
        resolve(_handler, context) {
          plan.context = context;
          plan.middleware = inOrder(whole, new Command({}).middlewareStack);
        },
      };
    },
  };
  command.resolveMiddleware(recorder, client.config, {});
  return plan;
}

/** A stack tells its order only by calling what is in it: each is put into an empty one as a function that notes it. */
function inOrder(stack, empty) {
  const order = [];
  const noting = (middleware, options) => ({
    ...options,
    middleware(next) {
      if (!DROPPED.has(options.name)) order.push(middleware);
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
