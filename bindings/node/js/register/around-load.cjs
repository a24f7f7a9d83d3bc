'use strict';

const Module = require('node:module');

/** `run(module, filename, load)` stands for every load of a CommonJS file, whether it is required or imported. */
function aroundLoad(run) {
  if (process.versions.bun) aroundExtension(run);
  else aroundMethod(run);
}

/** Not the table of extensions: loaders of TypeScript put their own function there, and call no other. */
function aroundMethod(run) {
  const { load } = Module.prototype;
  Module.prototype.load = function loadThroughKeyward(filename) {
    run(this, filename, () => load.call(this, filename));
  };
}

/** Bun heeds nothing else. */
function aroundExtension(run) {
  const load = Module._extensions['.js'];
  Module._extensions['.js'] = (module, filename) => run(module, filename, () => load(module, filename));
}

module.exports = { aroundLoad };
