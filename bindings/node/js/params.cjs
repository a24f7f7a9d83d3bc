'use strict';

// The parameters of sts:AssumeRole, checked one by one: what is wrong is named before AWS is asked.

const { invalid, notYet, object, string, unknown } = require('./check.cjs');

// AWS's own bounds (AWS STS API Reference, AssumeRole).
const SHORTEST = 900;
const LONGEST = 43_200;

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/.+/;

const text = (value, name) => string(value, name);

const CHECKS = {
  RoleArn: roleArn,
  RoleSessionName: text,
  ExternalId: text,
  DurationSeconds: seconds,
  SourceIdentity: text,
  Policy: text,
  PolicyArns: (value, name) => list(value, name, policyArn),
  Tags: (value, name) => list(value, name, tag),
  TransitiveTagKeys: (value, name) => list(value, name, required),
  SerialNumber: text,
};
const NOT_YET = new Set(['ProvidedContexts']);
const CODE_HINT = 'a code is good once: give mfaCodeProvider, which is asked for each';

/** A copy that later changes do not reach, of the ten parameters and nothing else. */
function params(given) {
  object(given, 'params', "params: { RoleArn: 'arn:aws:iam::123456789012:role/NAME' }");
  for (const name of Object.keys(given)) {
    if (given[name] === undefined || Object.hasOwn(CHECKS, name)) continue;
    if (name === 'TokenCode') throw notYet('params.TokenCode', CODE_HINT);
    throw NOT_YET.has(name) ? notYet(`params.${name}`) : unknown(`params.${name}`, Object.keys(CHECKS));
  }
  const copy = {};
  for (const [name, check] of Object.entries(CHECKS)) {
    const value = given[name];
    if (value !== undefined || name === 'RoleArn') copy[name] = check(value, `params.${name}`);
  }
  return copy;
}

function roleArn(value, name) {
  if (typeof value === 'string' && ROLE.test(value)) return value;
  throw invalid(`${name} is not the ARN of a role`, 'write it as arn:aws:iam::123456789012:role/NAME');
}

function seconds(value, name) {
  if (Number.isInteger(value) && value >= SHORTEST && value <= LONGEST) return value;
  throw invalid(
    `${name} must be a whole number of seconds`,
    `AWS takes ${SHORTEST} to ${LONGEST}, as a number`,
  );
}

function list(value, name, element) {
  if (!Array.isArray(value)) throw invalid(`${name} must be an array`, `write ${name} as [ … ]`);
  return Array.from(value, (one, index) => element(one, `${name}[${index}]`));
}

function required(value, name) {
  if (value === undefined) throw invalid(`${name} is missing`, 'give a string');
  return string(value, name);
}

function policyArn(value, name) {
  only(value, name, ['arn'], "{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }");
  return { arn: required(value.arn, `${name}.arn`) };
}

function tag(value, name) {
  only(value, name, ['Key', 'Value'], "{ Key: 'team', Value: 'shop' }");
  // A tag without a value is a tag for AWS.
  if (typeof value.Value !== 'string') throw invalid(`${name}.Value must be a string`, "'' is allowed");
  return { Key: required(value.Key, `${name}.Key`), Value: value.Value };
}

function only(value, name, known, example) {
  object(value, name, example);
  const strange = Object.keys(value).find((key) => !known.includes(key));
  if (strange !== undefined) throw unknown(`${name}.${strange}`, known);
}

module.exports = { params };
