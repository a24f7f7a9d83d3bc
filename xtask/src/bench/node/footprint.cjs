'use strict';

// What packages take: the files of each and of all that it depends on, as installed beside this program. One JSON line.

const { existsSync, readFileSync, readdirSync, realpathSync, statSync } = require('node:fs');
const { dirname, join } = require('node:path');

const size = (path) => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  const inside = readdirSync(path).filter((name) => name !== 'node_modules');
  return inside.reduce((sum, name) => sum + size(join(path, name)), 0);
};

/** The folder of a package, as Node finds it from another one. */
function find(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (existsSync(join(place, 'package.json'))) return realpathSync(place);
    if (dirname(folder) === folder) throw new Error(`${name} is not installed`);
  }
}

function closure(name, from, found) {
  const folder = find(name, from);
  if (found.has(folder)) return found;
  found.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const other of Object.keys(dependencies)) closure(other, folder, found);
  return found;
}

const answer = process.argv.slice(2).map((name) => {
  const folders = [...closure(name, __dirname, new Set())];
  return { name, packages: folders.length, bytes: folders.reduce((sum, folder) => sum + size(folder), 0) };
});
console.log(JSON.stringify(answer));
