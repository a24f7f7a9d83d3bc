// Compiled, never run: the sandbox as a strict TypeScript test uses it beside the SDK's own types.
import { S3Client } from '@aws-sdk/client-s3';
import { startSandbox, type LoggedRequest, type Sandbox } from 'keyward/sandbox';

export const sandbox: Sandbox = await startSandbox({ instanceRole: 'app', approval: 'manual' });
const { endpoint, region, credentials, control } = sandbox;
export const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
export const env: NodeJS.ProcessEnv = { ...process.env, ...sandbox.env };
export const ended: boolean = await control.expireSession('ASIAIOSFODNN7EXAMPLE');
export const errors = (await control.requests()).map(({ error }: LoggedRequest) => error ?? 'granted');
await control.addFault({ service: 'sts', kind: { latency: { milliseconds: 5 } }, count: 1 });
await control.setSessionLifetime(null);
export const seed: Record<string, unknown> = await control.snapshot();
export const users = (await control.identities()).map(({ accountId, userName }) => `${accountId} ${userName ?? 'root'}`);
export const again: Sandbox = await startSandbox({ seed, data: 'state' });
await sandbox.stop();

// @ts-expect-error There is no such fault.
await control.addFault({ kind: 'earthquake' });
// @ts-expect-error A port is a number.
await startSandbox({ port: '4566' });
