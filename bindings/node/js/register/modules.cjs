'use strict';

// Sees each CommonJS file of an SDK once it has run. Both SDKs are CommonJS in Node, whether a program imports or
// requires them, so this one place sees every copy, also those that an importing file names beside `keyward/register`.

const { aroundLoad } = require('./around-load.cjs');

// Packages of SDK v3, each with its one export that changes.
const PROVIDERS = {
  '@aws-sdk/credential-provider-node': 'defaultProvider',
  '@aws-sdk/credential-provider-ini': 'fromIni',
  '@aws-sdk/credential-provider-sso': 'fromSSO',
  '@aws-sdk/credential-provider-login': 'fromLoginCredentials',
};
const V3_FILE = /[\\/](@aws-sdk)[\\/](credential-provider-[a-z]+)[\\/]dist-cjs[\\/]index\.js$/;
const V2_FILE = /[\\/]aws-sdk[\\/]lib[\\/]node_loader\.js$/;
const V3_CLIENT = /[\\/]@aws-sdk[\\/]client-[a-z0-9-]+[\\/]dist-cjs[\\/]/;

let isWatching = false;

/** From now on; what has been loaded before is changed where that still helps. */
function watchModules() {
  if (isWatching) return;
  isWatching = true;
  aroundLoad((module, filename, load) => {
    load();
    if (filename.includes('aws-sdk')) change(module, filename);
  });
  changeLoaded();
}

function change(module, filename) {
  if (V2_FILE.test(filename)) require('../v2/install.cjs').install(module.exports);
  const [, scope, name] = V3_FILE.exec(filename) ?? [];
  const provider = PROVIDERS[`${scope}/${name}`];
  if (provider) module.exports = require('./sdk-v3.cjs').replaceProvider(module.exports, provider);
}

function changeLoaded() {
  const loaded = Object.entries(require.cache).filter(([filename, module]) => filename.includes('aws-sdk') && module?.loaded);
  for (const [filename, module] of loaded) change(module, filename);
  const client = loaded.find(([filename]) => V3_CLIENT.test(filename));
  if (client) tooLate(client[0]);
}

/** A client of SDK v3 keeps the default provider that it found when it was loaded. */
function tooLate(filename) {
  const [name] = /@aws-sdk[\\/]client-[a-z0-9-]+/.exec(filename);
  process.emitWarning(`${name} was loaded before keyward/register and keeps the SDK's own default credentials`, {
    type: 'KeywardWarning',
    code: 'KEYWARD_REGISTER_LATE',
    detail: 'import keyward/register first, or start with: node --import keyward/register',
  });
}

module.exports = { watchModules };
