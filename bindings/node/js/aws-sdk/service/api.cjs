'use strict';

// `service.api` as SDK v2 shows it: operations with their shapes, by the names of methods.

const { paginatorOf } = require('./paginate.cjs');
const { shapeOf } = require('./shapes.cjs');
const { authOf } = require('./auth.cjs');
const { lazily } = require('../util/object.cjs');
const { lowerFirst } = require('../util/text.cjs').string;

const AUTHTYPES = { none: 'none', bearer: 'bearer' };

/** Of a client's module; `client` is any one of its clients. */
function apiOf(module, client, identifier) {
  const { config } = client;
  const operations = {};
  for (const [name, Command] of Object.entries(module)) {
    if (isCommand(name, Command)) lazily(operations, lowerFirst(name.slice(0, -7)), () => operationOf(module, client, Command));
  }
  return {
    operations,
    serviceId: config.serviceId,
    apiVersion: config.apiVersion,
    endpointPrefix: identifier,
    signatureVersion: 'v4',
    signingName: config.defaultSigningName,
    protocol: config.protocol.getShapeId(),
  };
}

function isCommand(name, Command) {
  return /^[A-Z].*Command$/.test(name) && typeof Command === 'function' && 'resolveMiddleware' in Command.prototype;
}

function operationOf(module, client, Command) {
  const [, , name, , input, output] = new Command({}).schema;
  const shape = shapeOf(input);
  return {
    name,
    Command,
    input: shape,
    output: shapeOf(output),
    authtype: AUTHTYPES[authOf(client, name).type] ?? '',
    idempotentMembers: shape.memberNames.filter((member) => shape.members[member].traits.idempotencyToken),
    get paginator() {
      return paginatorOf(module, client, name, output);
    },
  };
}

module.exports = { apiOf };
