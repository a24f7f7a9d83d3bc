'use strict';

// package.json as it is published, on standard output. Given a platform's package.json as well: the one of the
// self-contained tarball, which holds that platform's files and asks for no other package.
//
//     node manifest.cjs PACKAGE.JSON [PLATFORM'S PACKAGE.JSON]

const { readFileSync } = require('node:fs');

const [source, native] = process.argv.slice(2);
const manifest = read(source);

// The clone's own.
delete manifest.scripts;
// npm takes the file LICENSE by itself, and no other.
manifest.files.push('LICENSE-APACHE', 'LICENSE-MIT');
if (native) contain(read(native));
name();
process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);

function contain({ os, cpu, libc, files }) {
  delete manifest.optionalDependencies;
  delete manifest.publishConfig;
  Object.assign(manifest, { os, cpu, ...(libc && { libc }), preferUnplugged: true });
  manifest.files.push(...files);
}

/** Provenance is refused unless the package names the repository that built it. */
function name() {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
  if (server && repository) manifest.repository = { type: 'git', url: `git+${server}/${repository}.git` };
}

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
