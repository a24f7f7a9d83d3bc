'use strict';

let defaults = {};

/** What `configure` said, below what the call says itself. */
function withDefaults(options) {
  // What is no object is named by the checks.
  if (options !== undefined && (options === null || typeof options !== 'object' || Array.isArray(options))) return options;
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}

function setDefaults(options) {
  defaults = options;
}

module.exports = { setDefaults, withDefaults };
