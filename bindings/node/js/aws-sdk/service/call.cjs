'use strict';

// One run of the official client's middleware, in two halves: it builds a request, then waits until SDK v2's part has sent it,
// and reads the answer.

class Call {
  #reply;
  #outcome;

  /** Resolves with `{ request, context }` when the request is built. */
  begin({ middleware, context: shared }, input) {
    const context = { ...shared, ...smithyContext(shared) };
    return new Promise((resolve, reject) => {
      const wait = ({ request }) =>
        new Promise((reply) => {
          this.#reply = reply;
          resolve({ request, context });
        });
      let handler = wait;
      for (const one of middleware) handler = one(handler, context);
      this.#outcome = handler({ input });
      this.#outcome.catch(reject);
    });
  }

  /** The client's answer, from what came over the wire. */
  async finish(response) {
    this.#reply({ response });
    const { output } = await this.#outcome;
    return output;
  }
}

// The part that middleware writes to, of this call alone.
function smithyContext(shared) {
  return { __smithy_context: { ...shared.__smithy_context } };
}

module.exports = { Call };
