// The first credentials of an ES module.
import { fromKeyward } from 'keyward';
import { startSandbox } from 'keyward/sandbox';

const sandbox = await startSandbox({ instanceRole: 'app' });
Object.assign(process.env, sandbox.env, { AWS_EC2_METADATA_DISABLED: 'false' });
const { accessKeyId, sessionToken } = await fromKeyward()();
await sandbox.stop();
console.log(JSON.stringify({ accessKeyId, sessionToken: Boolean(sessionToken) }));
