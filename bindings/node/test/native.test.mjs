// The way to the addon: which file, and what an unfit environment does.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { explain } from 'keyward';

const require = createRequire(import.meta.url);
const { isMusl } = require('../js/musl.cjs');

test('the C library is told from the first bytes of Node itself', { skip: process.platform !== 'linux' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-musl-'));
  const node = (interpreter) => {
    const file = join(folder, 'node');
    writeFileSync(file, `\x7fELF${'\0'.repeat(700)}${interpreter}\0${'x'.repeat(9000)}`);
    return file;
  };
  const glibc = Boolean(process.report.getReport().header.glibcVersionRuntime);
  try {
    assert.equal(isMusl(node('/lib/ld-musl-x86_64.so.1')), true);
    assert.equal(isMusl(node('/lib64/ld-linux-x86-64.so.2')), false);
    assert.equal(isMusl(node('/nix/store/x-musl-1.2.5/lib/ld-musl-aarch64.so.1')), true);
    // The report decides where the file says nothing.
    assert.equal(isMusl(node('')), !glibc);
    assert.equal(isMusl(join(folder, 'nowhere')), !glibc);
    assert.equal(isMusl(), !glibc);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an environment that holds more than text is read as the system would', async () => {
  const real = process.env;
  process.env = { ...real, AWS_PROFILE: undefined, AWS_REGION: 5, AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' };
  try {
    const { error } = await explain({ resolve: false });
    assert.equal(error.code, 'partial_credentials');
  } finally {
    process.env = real;
  }
});
