'use strict';

// Which of the platform packages this machine wants. Their names are napi-rs's.

const { isMusl } = require('./musl.cjs');

/** The platforms that keyward is built for; each is a folder in `npm/`. */
const PLATFORMS = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64-gnu',
  'linux-arm64-musl',
  'linux-x64-gnu',
  'linux-x64-musl',
  'win32-x64-msvc',
];

/** `linux-x64-gnu`, `darwin-arm64`, `win32-x64-msvc`, …; also where keyward is not built for it. */
function platform() {
  const { platform: system, arch } = process;
  if (system === 'linux') return `linux-${arch}-${isMusl() ? 'musl' : 'gnu'}`;
  if (system === 'win32') return `win32-${arch}-msvc`;
  return `${system}-${arch}`;
}

module.exports = { PLATFORMS, platform };
