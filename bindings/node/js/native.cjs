'use strict';

// Finds the addon for this platform. One file per platform, named as napi-rs names them.

const { KeywardError } = require('./error.cjs');
const { isMusl } = require('./musl.cjs');

/** `linux-x64-gnu`, `darwin-arm64`, `win32-x64-msvc`, … */
function platformName() {
  const { platform, arch } = process;
  if (platform === 'linux') return `linux-${arch}-${isMusl() ? 'musl' : 'gnu'}`;
  if (platform === 'win32') return `win32-${arch}-msvc`;
  return `${platform}-${arch}`;
}

function load() {
  const name = platformName();
  try {
    return require(`../keyward.${name}.node`);
  } catch (cause) {
    throw new KeywardError({
      code: 'not_supported',
      message: `the native part of keyward for ${name} could not be loaded: ${cause.message}`,
      hint: 'install the package that was built for this platform, or build it here with `cargo xtask install`',
    });
  }
}

module.exports = load();
