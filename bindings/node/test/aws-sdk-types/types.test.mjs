// The types of keyward/aws-sdk: the written ones are up to date, and a strict program compiles on them with the types of
// aws-sdk beside it and without. KEYWARD_BLESS=1 writes them anew.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { files } from './generate.mjs';

const run = promisify(execFile);
const { KEYWARD_NODE_MODULES, KEYWARD_BLESS } = process.env;
const skip = !KEYWARD_NODE_MODULES;
const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

const place = mkdtempSync(join(tmpdir(), 'keyward-types-'));
after(() => rmSync(place, { recursive: true }));

test('the names of shapes are those of both SDKs', { skip }, () => {
  for (const [path, text] of files(KEYWARD_NODE_MODULES)) {
    const file = join(PACKAGE, path);
    if (KEYWARD_BLESS) writeFileSync(file, text);
    assert.ok(existsSync(file) && readFileSync(file, 'utf8') === text, `${path} is out of date: run this test with KEYWARD_BLESS=1`);
  }
});

/** A user's project with the packages, but for those left out. */
function project(name, without = []) {
  const folder = join(place, name);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const entry of readdirSync(KEYWARD_NODE_MODULES)) {
    if (without.includes(entry) || entry.startsWith('.')) continue;
    symlinkSync(join(KEYWARD_NODE_MODULES, entry), join(folder, 'node_modules', entry));
  }
  const program = readFileSync(new URL('program.cts', import.meta.url), 'utf8');
  writeFileSync(join(folder, 'program.cts'), program);
  writeFileSync(join(folder, 'program.mts'), asModule(program));
  cpSync(fileURLToPath(new URL('tsconfig.json', import.meta.url)), join(folder, 'tsconfig.json'));
  return folder;
}

/** An ES module finds the classes on the default. */
function asModule(program) {
  const imports = program.replace(/import (\w+) = require\((.*)\);/g, 'import $1 from $2;');
  const names = "import { S3, Credentials, AWSError } from 'keyward/aws-sdk';";
  assert.ok(imports.includes(names));
  return imports.replace(names, "import type { AWSError } from 'keyward/aws-sdk';\nimport S3 = AWS.S3;\nimport Credentials = AWS.Credentials;");
}

async function compile(folder) {
  const compiler = join(KEYWARD_NODE_MODULES, 'typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [compiler, '--project', folder]).catch((error) => error);
  assert.equal(stdout, '');
}

test('a program keeps the types of aws-sdk', { skip }, () => compile(project('beside')));

test('a program has types without aws-sdk', { skip }, () => compile(project('alone', ['aws-sdk'])));
