'use strict';

const AWS = require('../core.cjs');
const { coded } = require('./error.cjs');

/** Now, by the clock that `AWS.config.systemClockOffset` corrects. */
function getDate() {
  return new Date(Date.now() + (AWS.config?.systemClockOffset || 0));
}

/** A number is a count of seconds. */
function from(date) {
  return new Date(typeof date === 'number' ? date * 1000 : date);
}

const FORMATS = {
  iso8601: (date = getDate()) => date.toISOString().replace(/\.\d{3}Z$/, 'Z'),
  rfc822: (date = getDate()) => date.toUTCString(),
  unixTimestamp: (date = getDate()) => date.getTime() / 1000,
};

function format(date, name = 'iso8601') {
  return FORMATS[name](from(date));
}

function parseTimestamp(value) {
  if (typeof value === 'number' || /^\d+$/.test(value)) return new Date(value * 1000);
  if (/^\d{4}/.test(value) || /^\w{3},/.test(value)) return new Date(value);
  throw coded('TimestampParserError', `unhandled timestamp format: ${value}`);
}

module.exports = { getDate, from, format, parseTimestamp, ...FORMATS };
