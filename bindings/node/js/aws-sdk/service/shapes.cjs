'use strict';

// What the official clients know of their parameters and results (the schemas in each of them), in SDK v2's words: `type`,
// `members`, `required`, `member`, `key`, `value`. A shape reads its members when they are asked for, once.

const { hidden } = require('../util/object.cjs');

// The schemas' own numbers (@smithy/core/schema).
const LIST = 64;
const MAP = 128;
const SIMPLE = { 0: 'string', 1: 'float', 2: 'boolean', 15: 'document', 17: 'integer', 19: 'float', 21: 'binary', 42: 'binary' };
const STREAMING = 42;
const KINDS = { 1: 'list', 2: 'map', 3: 'structure', '-3': 'structure', 4: 'structure' };
const BITS = ['httpLabel', 'idempotent', 'idempotencyToken', 'sensitive', 'httpPayload', 'httpResponseCode', 'httpQueryParams'];

const structures = new WeakMap();

/** The shape of a schema: a number, a list, a function that gives one, or a pair of it and a member's traits. */
function shapeOf(schema) {
  const traits = {};
  let at = schema;
  for (;;) {
    if (typeof at === 'function') at = at();
    else if (Array.isArray(at) && at.length === 2) {
      Object.assign(traits, traitsOf(at[1]), { ...traits });
      [at] = at;
    } else break;
  }
  return new Shape(at, traits);
}

function traitsOf(traits) {
  if (typeof traits === 'object' && traits !== null) return traits;
  return Object.fromEntries(BITS.filter((_, bit) => (traits >> bit) & 1).map((name) => [name, 1]));
}

class Shape {
  constructor(schema, traits) {
    const simple = Array.isArray(schema) && schema[0] === 0;
    const base = simple ? schema[4] : schema;
    const own = Array.isArray(schema) ? traitsOf(schema[3]) : {};
    hidden(this, 'schema', base);
    hidden(this, 'traits', { ...own, ...traits });
    this.type = typeOf(base);
    if (Array.isArray(schema)) this.name = schema[2];
    if (this.traits.sensitive) this.isSensitive = true;
    if (base === STREAMING || this.traits.streaming) this.isStreaming = true;
    if (this.traits.httpLabel) this.location = 'uri';
    if (this.traits.mediaType === 'application/json' && this.type === 'string') this.isJsonValue = true;
  }

  /** Of a structure: its members by name. */
  get members() {
    return this.#parts().members;
  }

  get memberNames() {
    return Object.keys(this.members);
  }

  get required() {
    return this.#parts().required;
  }

  /** Of a list. */
  get member() {
    return keep(this, 'member', typeof this.schema === 'number' ? this.schema & 63 : this.schema[4]);
  }

  /** Of a map. */
  get key() {
    return keep(this, 'key', typeof this.schema === 'number' ? 0 : this.schema[4]);
  }

  get value() {
    return keep(this, 'value', typeof this.schema === 'number' ? this.schema & 63 : this.schema[5]);
  }

  /** The member that is the body of the request or the response, where one is. */
  get payload() {
    return this.memberNames.find((name) => this.members[name].traits.httpPayload || this.members[name].isStreaming);
  }

  #parts() {
    if (this.type !== 'structure' || !Array.isArray(this.schema)) return NOTHING;
    if (!structures.has(this.schema)) structures.set(this.schema, partsOf(this.schema));
    return structures.get(this.schema);
  }
}

const NOTHING = { members: {}, required: [] };

function typeOf(schema) {
  if (Array.isArray(schema)) return KINDS[schema[0]];
  if (schema === 'unit') return 'structure';
  if (schema >= MAP) return 'map';
  if (schema >= LIST) return 'list';
  return schema >= 4 && schema <= 7 ? 'timestamp' : SIMPLE[schema];
}

/** Required members come first in a schema; the last element counts them. */
function partsOf([, , , , names, schemas, required = 0]) {
  const members = {};
  names.forEach((name, at) => keepLazily(members, name, schemas[at]));
  return { members, required: names.slice(0, required) };
}

function keepLazily(object, name, schema) {
  Object.defineProperty(object, name, {
    enumerable: true,
    configurable: true,
    get() {
      const shape = shapeOf(schema);
      Object.defineProperty(object, name, { value: shape, enumerable: true });
      return shape;
    },
  });
}

function keep(shape, name, schema) {
  const made = shapeOf(schema);
  Object.defineProperty(shape, name, { value: made, configurable: true });
  return made;
}

module.exports = { shapeOf };
