// An account with one role that anybody of it may assume, itself too; and this process as the account's admin.
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const skip = !process.env.KEYWARD_BIN || !process.env.KEYWARD_NODE_MODULES;

/** A package of the SDKs that are installed for tests. */
export const sdk = (name) => createRequire(join(process.env.KEYWARD_NODE_MODULES, 'x.js'))(name);

export const ROLE_ARN = 'arn:aws:iam::123456789012:role/app';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: ['sts:AssumeRole', 'sts:TagSession'] }],
};

/** For `startSandbox`. */
export const seed = { version: 1, accounts: { 123456789012: { roles: { app: { trust, attachedPolicies: ['AdministratorAccess'] } } } } };

/** Nothing of AWS in the environment but what leads to the sandbox. */
export function becomeAdmin(sandbox) {
  for (const name of Object.keys(process.env)) if (/^AWS_/.test(name)) delete process.env[name];
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: sandbox.endpoint,
    AWS_REGION: sandbox.region,
    AWS_ACCESS_KEY_ID: sandbox.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: sandbox.credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    HOME: '/nonexistent',
    KEYWARD_HOME: '/nonexistent/keyward',
  });
}
