'use strict';

// Parameters are checked before anything is sent, as SDK v2 does: what is missing, unknown or of another type. The clients
// do not know the bounds, patterns and enumerations of AWS's models: those are left to AWS.

const { Stream } = require('node:stream');
const { coded } = require('../util/error.cjs');
const { inherit, isType } = require('../util/object.cjs');

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const DATE_WORDS = 'Date object, ISO-8601 string, or a UNIX timestamp';

const ParamValidator = inherit({
  constructor: function ParamValidator(validation) {
    this.validation = validation === true || validation === undefined ? { min: true } : validation;
  },

  /** True, or throws the one error, or `MultipleValidationErrors` with all of them in `errors`. */
  validate(shape, params, context = 'params') {
    this.errors = [];
    check(shape, params || {}, context, this.errors);
    if (this.errors.length === 0) return true;
    if (this.errors.length === 1) throw this.errors[0];
    const text = this.errors.join('\n* ');
    const message = `There were ${this.errors.length} validation errors:\n* ${text}`;
    throw coded('MultipleValidationErrors', message, { errors: this.errors });
  },
});

const CHECKS = {
  structure: checkStructure,
  list: checkList,
  map: checkMap,
  string: checkString,
  binary: checkPayload,
  integer: checkNumber,
  float: checkNumber,
  boolean: (_shape, value, context, errors) => expect(typeof value === 'boolean', context, 'boolean', errors),
  timestamp: (_shape, value, context, errors) => expect(isTime(value), context, DATE_WORDS, errors),
  document: () => {},
};

function check(shape, value, context, errors) {
  if (value === null || value === undefined) {
    if (shape.type === 'structure') missing(shape, {}, context, errors);
    return;
  }
  CHECKS[shape.type](shape, value, context, errors);
}

function checkStructure(shape, value, context, errors) {
  if (!expect(typeof value === 'object', context, 'structure', errors)) return;
  missing(shape, value, context, errors);
  const { members } = shape;
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue;
    const member = members[name];
    if (member) checkMember(member, value[name], `${context}.${name}`, errors);
    else if (value[name] !== undefined && value[name] !== null) {
      fail(errors, 'UnexpectedParameter', `Unexpected key '${name}' found in ${context}`);
    }
  }
}

// A member that is not given needs nothing.
function checkMember(shape, value, context, errors) {
  if (value !== undefined && value !== null) check(shape, value, context, errors);
}

function missing({ required }, value, context, errors) {
  for (const name of required) {
    if (value[name] !== undefined && value[name] !== null) continue;
    fail(errors, 'MissingRequiredParameter', `Missing required key '${name}' in ${context}`);
  }
}

function checkList({ member }, value, context, errors) {
  if (!expect(Array.isArray(value), context, 'Array', errors)) return;
  value.forEach((one, at) => checkMember(member, one, `${context}[${at}]`, errors));
}

function checkMap({ value: member }, value, context, errors) {
  if (!expect(typeof value === 'object', context, 'map', errors)) return;
  for (const [name, one] of Object.entries(value)) checkMember(member, one, `${context}['${name}']`, errors);
}

function checkString(shape, value, context, errors) {
  const free = shape.isJsonValue && ['number', 'object', 'boolean'].includes(typeof value);
  const words = shape.isJsonValue ? 'string, number, object, or boolean' : 'string';
  if (!expect(free || typeof value === 'string', context, words, errors)) return;
  if (shape.location === 'uri' && value.length === 0) {
    const text = `Expected uri parameter to have length >= 1, but found "${value}" for ${context}`;
    fail(errors, 'UriParameterError', text);
  }
}

function checkNumber(_shape, value, context, errors) {
  const written = typeof value === 'string' && String(Number.parseFloat(value)) === value;
  expect(written || typeof value === 'number' || typeof value === 'bigint', context, 'number', errors);
}

function checkPayload(_shape, value, context, errors) {
  const known = typeof value === 'string' || typeof value.byteLength === 'number' || value instanceof Stream;
  if (known || isType(value, 'Blob') || isType(value, 'File')) return;
  expect(false, context, 'string, Buffer, Stream, Blob, or typed array object', errors);
}

function isTime(value) {
  return value instanceof Date || isType(value, 'Date') || typeof value === 'number' || ISO.test(String(value));
}

function expect(holds, context, what, errors) {
  if (!holds) fail(errors, 'InvalidParameterType', `Expected ${context} to be a${/^[aeiou]/i.test(what) ? 'n' : ''} ${what}`);
  return holds;
}

function fail(errors, code, message) {
  errors.push(coded(code, message));
}

module.exports = { ParamValidator };
