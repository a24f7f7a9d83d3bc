'use strict';

// Why the native part is not there, and the command that brings it. Read only when it is not.

const { statSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { KeywardError } = require('./error.cjs');
const { here, packaged } = require('./packaged.cjs');
const { PLATFORMS } = require('./platform.cjs');

/** The error of a platform whose package is not installed. */
function missing(name) {
  if (inClone()) return unsupported(`the native part of keyward for ${name} is not built here`, 'build it by `cargo xtask install`');
  if (!PLATFORMS.includes(name)) {
    return unsupported(`there is no keyward for ${name}`, `it is made for ${PLATFORMS.join(', ')}`);
  }
  const others = PLATFORMS.filter((other) => packaged(`keyward.${other}.node`, other));
  const instead = others.length > 0 ? `; installed is the one for ${others.join(' and ')}` : '';
  return unsupported(
    `@keyward/${name}, the native part of keyward for this platform, is not installed${instead}`,
    `run \`${installation(name)}\`, without --omit=optional; in a bundle, ship node_modules/@keyward/${name} beside it`,
  );
}

/** The error of an addon that is there and that the system refuses. */
function broken(file, cause) {
  const old = /version `(GLIBC_[\d.]+)' not found/.exec(cause.message);
  return unsupported(
    `the native part of keyward, ${file}, could not be loaded: ${cause.message}`,
    old ? `it wants ${old[1].replace('_', ' ')} or newer; \`ldd --version\` tells what is here` : 'remove node_modules and install again',
    cause,
  );
}

function oldNode(oldest) {
  return unsupported(`keyward does not run on Node ${process.versions.node}`, `use Node ${oldest} or newer`);
}

/** As npm wants it said: `npm i --os=linux --cpu=x64 --libc=glibc keyward`. */
function installation(name) {
  const [os, cpu, library] = name.split('-');
  const libc = { gnu: ' --libc=glibc', musl: ' --libc=musl' }[library] ?? '';
  return `npm i --os=${os} --cpu=${cpu}${libc} keyward`;
}

function inClone() {
  return Boolean(statSync(join(dirname(here), '..', 'Cargo.toml'), { throwIfNoEntry: false }));
}

function unsupported(message, hint, cause) {
  return new KeywardError({ code: 'not_supported', message, hint, cause });
}

module.exports = { broken, missing, oldNode };
