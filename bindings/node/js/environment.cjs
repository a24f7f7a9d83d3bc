'use strict';

/** The environment as it is now. A program may have put a plain object there, with any values. */
function environment(env = process.env) {
  const entries = Object.entries(env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** What keyward reads or derives paths from: the list of `src/engine.rs`. */
function decides(name) {
  return /^(AWS_|KEYWARD_|XDG_)|^(HOME|USERPROFILE|LOCALAPPDATA|PATH)$/i.test(name);
}

module.exports = { decides, environment };
