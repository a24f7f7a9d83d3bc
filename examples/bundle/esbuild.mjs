// node esbuild.mjs: app.mjs and all that it imports in one file, out/app.mjs.
//
// The addon of keyward is no JavaScript and stays outside: ship `node_modules/@keyward/PLATFORM` with the bundle, or the
// file `keyward.PLATFORM.node` of that folder beside it.
//
// npm i -D esbuild
import { build } from 'esbuild';

await build({
  entryPoints: ['app.mjs'],
  outfile: 'out/app.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  // CommonJS packages in an ES module: they need a `require` for Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
