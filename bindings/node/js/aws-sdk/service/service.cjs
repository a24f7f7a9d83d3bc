'use strict';

const AWS = require('../core.cjs');
const { Endpoint } = require('../http/endpoint.cjs');
const { EventListeners, core, corePost, protocol } = require('../listeners/index.cjs');
const { Request } = require('../request/request.cjs');
const { SequentialExecutor } = require('../request/sequential-executor.cjs');
const { Operation } = require('./operation.cjs');
const { makeClient } = require('./client.cjs');
const { monitor } = require('./monitor.cjs');
const { isService } = require('./names.cjs');
const { prepare } = require('./settings.cjs');
const retry = require('./retry.cjs');
const { refusing } = require('../not-covered.cjs');
const { coded } = require('../util/error.cjs');
const { copy, hidden, inherit, mixin } = require('../util/object.cjs');

let count = 0;

/** What all service objects have. `new AWS.S3(config)` and its like inherit from it. */
const Service = inherit({
  constructor: function Service(config) {
    if (!(this instanceof Service)) throw coded('Error', "Service must be constructed with `new' operator");
    if (!this._module) throw coded('UnsupportedService', 'AWS.Service has no operations: use a service, say AWS.S3');
    hidden(this, '_originalConfig', copy(config));
    this.initialize(config);
    hidden(this, '_clientId', (count += 1));
  },

  /** Settings are captured here: later changes of `AWS.config` do not reach this object. */
  initialize(config) {
    prepare(this, config);
    SequentialExecutor.call(this);
  },

  defaultRetryCount: 3,

  /** The official client below, and its operations as they are first called. */
  get _client() {
    const client = makeClient(this._module(), this.config);
    hidden(this, '_client', client);
    return client;
  },

  operationOf(name) {
    if (!Object.hasOwn(this, '_operations')) hidden(this, '_operations', new Map());
    let operation = this._operations.get(name);
    if (!operation) {
      operation = new Operation(this._client, this.api.operations[name].Command);
      this._operations.set(name, operation);
    }
    return operation;
  },

  /** `v4`, `bearer` or `none`. */
  authtypeOf(operation) {
    return this.config.signatureVersion === 'bearer' ? 'bearer' : this.api.operations[operation].authtype || 'v4';
  },

  customizeRequests(callback) {
    if (callback && typeof callback !== 'function') {
      throw new Error(`Invalid callback type '${typeof callback}' provided in customizeRequests`);
    }
    this.customRequestHandler = callback || null;
  },

  /** A request, which is sent where a callback is given. */
  makeRequest(operation, params, callback) {
    const [given, done] = typeof params === 'function' ? [null, params] : [params, callback];
    const request = new Request(this, operation, bound(this, operation, given || {}));
    this.addAllRequestListeners(request);
    monitor(this, request);
    if (done) request.send(done);
    return request;
  },

  makeUnauthenticatedRequest(operation, params, callback) {
    const [given, done] = typeof params === 'function' ? [{}, params] : [params, callback];
    const request = this.makeRequest(operation, given).toUnauthenticated();
    return done ? request.send(done) : request;
  },

  /** Asks until the state is reached: `waitFor('bucketExists', { Bucket: 'b' }, callback)`. */
  waitFor(state, params, callback) {
    const { ResourceWaiter } = require('./waiters.cjs');
    return new ResourceWaiter(this, state).wait(params, callback);
  },

  addAllRequestListeners(request) {
    for (const listeners of [AWS.events, core, protocol, corePost]) request.addListeners(listeners);
    if (!this.config.paramValidation) request.removeListener('validate', core.VALIDATE_PARAMETERS);
    if (this.config.logger) request.addListeners(EventListeners.Logger);
    this.setupRequestListeners(request);
    this.constructor.prototype.customRequestHandler?.(request);
    if (Object.hasOwn(this, 'customRequestHandler')) this.customRequestHandler?.(request);
  },

  /** For services with listeners of their own. */
  setupRequestListeners() {},

  validateService() {},

  getSigningName() {
    return this.api.signingName;
  },

  successfulResponse(response) {
    return response.httpResponse.statusCode < 300;
  },

  /** The region that a request begins with. */
  requestRegion() {
    return this.signingRegion || (this.isGlobalEndpoint ? 'us-east-1' : this.config.region);
  },

  setEndpoint(endpoint) {
    this.endpoint = new Endpoint(endpoint, this.config);
  },

  /** Whether the program changed `endpoint` after this object was made. */
  _endpointIsGiven() {
    return this.endpoint !== this._ownEndpoint;
  },

  paginationConfig(operation, throwException) {
    const { paginator } = this.api.operations[operation];
    if (!paginator && throwException) throw coded('Error', `No pagination configuration for ${operation}`);
    return paginator;
  },

  ...retry,
});

/** Parameters that were given to the service object stand in where the call has none. */
function bound(service, operation, params) {
  const { params: given } = service.config;
  const rules = service.api.operations[operation];
  if (!rules) throw coded('UnknownOperation', `${service.serviceIdentifier} has no operation ${operation}`);
  if (!given) return params;
  const filled = copy(params);
  for (const [name, value] of Object.entries(given)) if (rules.input.members[name]) filled[name] ??= value;
  return filled;
}

Service.hasService = isService;
Service.defineService = refusing('AWS.Service.defineService', 'use a service of AWS, say AWS.S3');

mixin(Service, SequentialExecutor);

module.exports = { Service };
