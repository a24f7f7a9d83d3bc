'use strict';

const { checked, setDefaults } = require('./options.cjs');

/** The options of every later call that does not say otherwise; `configure({})` takes them back. */
function configure(options = {}) {
  checked(options);
  setDefaults({ ...options });
}

module.exports = { configure };
