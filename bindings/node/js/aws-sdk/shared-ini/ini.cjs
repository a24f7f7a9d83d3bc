'use strict';

const { coded } = require('../util/error.cjs');

// What an object keeps for itself.
const RESERVED = '__proto__';

/** Sections of an AWS file: `{ section: { key: value } }`. Nested keys stand in their section as if they were not nested. */
function parse(text) {
  const sections = {};
  let current;
  for (const line of text.split(/\r?\n/)) {
    const plain = line.split(/(?:^|\s)[;#]/)[0].trim();
    const heading = /^\[([^[\]]+)\]$/.exec(plain)?.[1];
    if (heading !== undefined) current = sections[allowed(heading)] ??= {};
    else if (current) keep(current, plain);
  }
  return sections;
}

function keep(section, line) {
  const at = line.indexOf('=');
  if (at <= 0) return;
  section[allowed(line.slice(0, at).trim())] = line.slice(at + 1).trim();
}

function allowed(name) {
  const bare = name.split(/\s/).pop();
  if (bare === RESERVED) throw coded('Error', `Cannot load profile name '${name}' from shared ini file.`);
  return name;
}

module.exports = { parse };
