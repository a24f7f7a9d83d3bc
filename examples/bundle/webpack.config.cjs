// npx webpack: app.mjs and all that it imports in one file, out/app.cjs. As for the addon, see esbuild.mjs.
//
// npm i -D webpack webpack-cli
const { resolve } = require('node:path');

module.exports = {
  entry: './app.mjs',
  target: 'node20',
  mode: 'production',
  // A server gains little by it, and its stack traces stay readable.
  optimization: { minimize: false },
  output: { path: resolve(__dirname, 'out'), filename: 'app.cjs' },
};
