'use strict';

// Listeners that are called one after the other; asynchronous ones are waited for.

const { inherit } = require('../util/object.cjs');
const { error: formed } = require('../util/error.cjs');

const SequentialExecutor = inherit({
  constructor: function SequentialExecutor() {
    this._events = {};
  },

  listeners(event) {
    return this._events[event]?.slice() ?? [];
  },

  on(event, listener, toHead) {
    const known = (this._events[event] ??= []);
    if (toHead) known.unshift(listener);
    else known.push(listener);
    return this;
  },

  /** The listener gets one more argument: a callback that it has to call. */
  onAsync(event, listener, toHead) {
    listener._isAsync = true;
    return this.on(event, listener, toHead);
  },

  removeListener(event, listener) {
    const at = this._events[event]?.indexOf(listener) ?? -1;
    if (at >= 0) this._events[event].splice(at, 1);
    return this;
  },

  removeAllListeners(event) {
    if (event) delete this._events[event];
    else this._events = {};
    return this;
  },

  /** Whether anybody listens. `done` is called with the error of the listeners, or null. */
  emit(event, given, done = nothing) {
    const listeners = this._events[event];
    if (!listeners || listeners.length === 0) {
      done.call(this, null);
      return false;
    }
    this.callListeners(listeners.slice(), given, done);
    return true;
  },

  callListeners(listeners, given, done, before = null) {
    let error = before;
    while (listeners.length > 0) {
      const listener = listeners.shift();
      if (listener._isAsync) {
        listener.apply(this, [...given, (err) => this._callNext(err, error, listeners, given, done)]);
        return;
      }
      try {
        listener.apply(this, given);
      } catch (thrown) {
        error = formed(error ?? new Error(), thrown);
      }
      if (error && this._haltHandlersOnError) break;
    }
    done.call(this, error);
  },

  _callNext(err, before, listeners, given, done) {
    const error = err ? formed(before ?? new Error(), err) : before;
    if (err && this._haltHandlersOnError) done.call(this, error);
    else this.callListeners(listeners, given, done, error);
  },

  /** All listeners of another executor, or of an object of event names. */
  addListeners(listeners) {
    const given = listeners._events ?? listeners;
    for (const event in given) {
      const more = given[event];
      const known = this._events[event];
      if (typeof more === 'function') this.on(event, more);
      else if (known) known.push(...more);
      else this._events[event] = more.slice();
    }
    return this;
  },

  addNamedListener(name, event, listener, toHead) {
    this[name] = listener;
    return this.addListener(event, listener, toHead);
  },

  addNamedAsyncListener(name, event, listener, toHead) {
    listener._isAsync = true;
    return this.addNamedListener(name, event, listener, toHead);
  },

  addNamedListeners(work) {
    work(this.addNamedListener.bind(this), this.addNamedAsyncListener.bind(this));
    return this;
  },
});

SequentialExecutor.prototype.addListener = SequentialExecutor.prototype.on;

function nothing() {}

module.exports = { SequentialExecutor };
