'use strict';

// Loads the addon of this platform.

const { load, packaged } = require('./packaged.cjs');
const { platform } = require('./platform.cjs');

const OLDEST_NODE = 20;

function native() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) throw require('./missing.cjs').oldNode(OLDEST_NODE);
  const name = platform();
  const file = packaged(`keyward.${name}.node`, name);
  if (!file) throw require('./missing.cjs').missing(name);
  try {
    return load(file);
  } catch (cause) {
    throw require('./missing.cjs').broken(file, cause);
  }
}

module.exports = native();
