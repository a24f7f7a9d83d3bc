'use strict';

const { Readable } = require('node:stream');
const { Call } = require('./call.cjs');
const { authOf } = require('./auth.cjs');
const { fromClient, toClient } = require('./convert.cjs');
const { clientError } = require('./errors.cjs');
const { fill } = require('./http-request.cjs');
const { shapeOf } = require('./shapes.cjs');
const { stackOf } = require('./stack.cjs');
const { notCovered } = require('../not-covered.cjs');

const HINT = 'call the command of the official client';

// What the client is given where the body is the program's: it hands it on.
const UNREAD = new Readable({ read() {} });

const QUERY = new Set(['aws.protocols#awsQuery', 'aws.protocols#ec2Query']);
const JSON_BODIES = new Set(['aws.protocols#awsJson1_0', 'aws.protocols#awsJson1_1']);
const XML = new Set([...QUERY, 'aws.protocols#restXml']);

/** One operation of one service object, on the official client. What can be known before a call is found out once. */
class Operation {
  #client;
  #plan;

  constructor(client, Command) {
    this.#client = client;
    this.#plan = stackOf(client, Command);
    const [, , name, , input, output] = this.#plan.command.schema;
    this.name = name;
    this.input = shapeOf(input);
    this.output = shapeOf(output);
    this.auth = authOf(client, name);
    this.protocol = client.config.protocol.getShapeId();
    this.streams = isStreaming(this.output);
    this.events = [this.input, this.output].some((shape) => isStreaming(shape) && shape.members[shape.payload].type === 'structure');
  }

  /** `request.httpRequest` is whole when `done` is called. */
  build(request, done) {
    if (this.events) return done(notCovered(`${request.service.serviceIdentifier}.${request.operation} (a stream of events)`, HINT));
    return this.#begin(request, done);
  }

  #begin(request, done) {
    const call = new Call();
    call.begin(this.#plan, toClient(this.input, request.params)).then(
      ({ request: built, context }) => {
        request._call = call;
        fill(request, built, this.#signing(request, context));
        // Not inside of the promise: what a program's callback throws has to reach the program.
        process.nextTick(done);
      },
      (err) => process.nextTick(done, clientError(err)),
    );
  }

  #signing(request, { endpointV2 }) {
    const scheme = endpointV2?.properties?.authSchemes?.find(({ name }) => name.startsWith('sigv4') && name !== 'sigv4a');
    return {
      name: scheme?.signingName ?? this.auth.name,
      region: scheme?.signingRegion ?? this.auth.region ?? request.service.config.region,
      escapePath: !(scheme?.disableDoubleEncoding ?? this.#client.config.signingEscapePath === false),
    };
  }

  /** `response.data`, from what came over the wire. */
  extract(response, done) {
    const { httpResponse, request } = response;
    if (request.service.config.convertResponseTypes === false && JSON_BODIES.has(this.protocol)) {
      response.data = JSON.parse(httpResponse.body.toString() || '{}');
      return done();
    }
    return this.#read(response, done);
  }

  #read(response, done) {
    const { httpResponse, request } = response;
    request._call.finish(this.#wire(httpResponse)).then(
      (output) => {
        response.data = this.#data(output, httpResponse);
        process.nextTick(done);
      },
      (err) => {
        response.data = null;
        process.nextTick(done, clientError(err));
      },
    );
  }

  #wire({ statusCode, statusMessage, headers, body }) {
    // The client makes bytes its own: it gets a view of them.
    const bytes = this.streams ? UNREAD : new Uint8Array(body.buffer, body.byteOffset, body.length);
    return { statusCode, reason: statusMessage, headers, body: bytes };
  }

  #data({ $metadata, ...output }, { body }) {
    for (const name in output) if (output[name] === undefined) delete output[name];
    if (this.streams) output[this.output.payload] = body;
    const data = fromClient(this.output, output, XML.has(this.protocol));
    if (this.protocol !== 'aws.protocols#awsQuery') return data;
    return { ResponseMetadata: { RequestId: $metadata.requestId }, ...data };
  }
}

function isStreaming({ payload, members }) {
  return payload !== undefined && Boolean(members[payload].isStreaming);
}

module.exports = { Operation, QUERY };
