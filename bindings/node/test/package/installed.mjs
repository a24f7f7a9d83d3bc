// The package as npm lays it out in a project of its own, with whatever native parts a test wants.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const { PLATFORMS, platform } = require('../../js/platform.cjs');

export const here = platform();
export const elsewhere = PLATFORMS.filter((name) => name !== here);

/** The files of `packages` by platform: `{ 'linux-x64-gnu': { keyward: '#!/bin/sh …' } }`. Removed when the test ends. */
export function installed(t, packages = {}) {
  const project = mkdtempSync(join(tmpdir(), 'keyward-package-'));
  t.after(() => rmSync(project, { recursive: true }));
  const modules = join(project, 'node_modules');
  cpSync(join(source, 'js'), join(modules, 'keyward/js'), { recursive: true });
  cpSync(join(source, 'package.json'), join(modules, 'keyward/package.json'));
  for (const [name, files] of Object.entries(packages)) {
    const folder = join(modules, '@keyward', name);
    mkdirSync(folder, { recursive: true });
    cpSync(join(source, 'npm', name, 'package.json'), join(folder, 'package.json'));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text, { mode: 0o755 });
  }
  return { project, js: join(modules, 'keyward/js'), folder: dirname(join(modules, 'keyward')) };
}
