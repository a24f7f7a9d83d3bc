'use strict';

// The first credentials of a CommonJS program.
const { fromKeyward } = require('keyward');
const { startSandbox } = require('keyward/sandbox');

async function main() {
  const sandbox = await startSandbox({ instanceRole: 'app' });
  Object.assign(process.env, sandbox.env, { AWS_EC2_METADATA_DISABLED: 'false' });
  const { accessKeyId, sessionToken } = await fromKeyward()();
  await sandbox.stop();
  console.log(JSON.stringify({ accessKeyId, sessionToken: Boolean(sessionToken) }));
}

main();
