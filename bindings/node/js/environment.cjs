'use strict';

/** The environment as it is now. A program may have put a plain object there, with any values. */
function environment(env = process.env) {
  const entries = Object.entries(env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

module.exports = { environment };
