'use strict';

// `AWS.S3` and its like: one class for each service, whose official client is loaded with the first object of it.

const AWS = require('../core.cjs');
const { names } = require('./names.cjs');
const { load } = require('./loader.cjs');
const { Service } = require('./service.cjs');
const { special } = require('./special/index.cjs');
const { hidden, inherit } = require('../util/object.cjs');

/** The class of a service by its name. */
function make(name) {
  const identifier = name.toLowerCase();
  const { prototype = {}, statics = {} } = special(name);
  const constructor = function (config) {
    define(made, name, identifier);
    return Service.call(this, config) ?? this;
  };
  Object.defineProperty(constructor, 'name', { value: name });
  const made = inherit(Service, { constructor, serviceIdentifier: identifier, ...prototype });
  made.serviceIdentifier = identifier;
  return Object.defineProperties(made, Object.getOwnPropertyDescriptors(statics));
}

/** The methods, once the operations are known. */
function define(made, name, identifier) {
  if (Object.hasOwn(made.prototype, '_module')) return;
  const module = load(name);
  const template = require('./client.cjs').makeClient(module, AWS.config);
  const api = require('./api.cjs').apiOf(module, template, identifier);
  hidden(made.prototype, 'api', api);
  hidden(made.prototype, '_template', template);
  for (const operation of Object.keys(api.operations)) {
    if (Object.hasOwn(made.prototype, operation)) continue;
    made.prototype[operation] = method(operation);
  }
  hidden(made.prototype, '_module', () => module);
}

function method(operation) {
  return function (params, callback) {
    const open = this.api.operations[operation].authtype === 'none';
    return open ? this.makeUnauthenticatedRequest(operation, params, callback) : this.makeRequest(operation, params, callback);
  };
}

module.exports = { make };
