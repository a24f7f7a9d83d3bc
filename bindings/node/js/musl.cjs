'use strict';

// Which C library Node runs on. Node's diagnostic report knows, but takes ten milliseconds and looks up
// the names of open connections; the first bytes of Node's own file name the dynamic linker.

const { closeSync, openSync, readSync } = require('node:fs');

const HEAD = 4096;

function isMusl(executable = process.execPath) {
  const head = headOf(executable);
  if (head.includes('/ld-musl-')) return true;
  if (head.includes('/ld-linux')) return false;
  return !reportsGlibc();
}

function headOf(file) {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const head = Buffer.alloc(HEAD);
      return head.subarray(0, readSync(descriptor, head, 0, HEAD, 0)).toString('latin1');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}

/** For a Node that was linked in another way. */
function reportsGlibc() {
  const { report } = process;
  if (!report) return true;
  const before = report.excludeNetwork;
  report.excludeNetwork = true;
  try {
    return Boolean(report.getReport().header.glibcVersionRuntime);
  } finally {
    report.excludeNetwork = before;
  }
}

module.exports = { isMusl };
