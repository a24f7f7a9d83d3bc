'use strict';

// The order in which a request goes through its events. One event a state; where listeners fail, `fail` is next.

const STATES = {
  validate: { accept: 'build', fail: 'error' },
  build: { accept: 'afterBuild', fail: 'restart' },
  afterBuild: { accept: 'sign', fail: 'restart' },
  sign: { accept: 'send', fail: 'retry' },
  retry: { accept: 'afterRetry', fail: 'afterRetry' },
  afterRetry: { accept: 'sign', fail: 'error' },
  send: { accept: 'validateResponse', fail: 'retry' },
  validateResponse: { accept: 'extractData', fail: 'extractError' },
  extractError: { accept: 'extractData', fail: 'retry' },
  extractData: { accept: 'success', fail: 'retry' },
  restart: { accept: 'build', fail: 'error' },
  success: { accept: 'complete', fail: 'complete' },
  error: { accept: 'complete', fail: 'complete' },
  complete: {},
};
const TERMINAL = new Set(['success', 'error', 'complete']);

/** Where one request stands. */
class Progress {
  currentState = 'validate';

  /** Runs the request up to `final` (not included), or to its end. */
  runTo(request, final, done) {
    const state = this.currentState;
    request._haltHandlersOnError = false;
    request.emit(state, (err) => {
      if (err && TERMINAL.has(state)) throw err;
      if (err) request.response.error = err;
      this.#next(request, final, done, err ?? request.response.error);
    });
  }

  #next(request, final, done, err) {
    const { accept, fail } = STATES[this.currentState];
    const next = err ? fail : accept;
    if (!next) {
      done?.call(request, err);
      return;
    }
    this.currentState = next;
    if (next === final) done?.call(request, err);
    else this.runTo(request, final, done);
  }
}

module.exports = { Progress };
