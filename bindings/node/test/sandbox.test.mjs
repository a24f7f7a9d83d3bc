// `keyward/sandbox` as a test of a user's would use it, judged by SDK v3.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { KeywardError } from 'keyward';
import { startSandbox } from 'keyward/sandbox';

const run = promisify(execFile);
const skip = !process.env.KEYWARD_BIN || !process.env.KEYWARD_NODE_MODULES;
// The SDK is not installed beside this package.
const sdk = (name) => createRequire(join(process.env.KEYWARD_NODE_MODULES, 'x.js'))(`@aws-sdk/${name}`);

let sandbox;
before(async () => {
  if (!skip) sandbox = await startSandbox();
});
after(() => sandbox?.stop());

const client = (Client, more) => {
  const { endpoint, region, credentials } = sandbox;
  return new Client({ endpoint, region, credentials, maxAttempts: 1, ...more });
};

const refused = (code) => (error) => error instanceof KeywardError && error.code === code && error.hint !== '';

test('CommonJS gives the same function', () => {
  assert.equal(createRequire(import.meta.url)('keyward/sandbox').startSandbox, startSandbox);
});

test('a missing command is told by name, with what to do', async () => {
  await assert.rejects(startSandbox({ binary: 'no-such-keyward' }), (error) => {
    assert.match(error.message, /no-such-keyward was not found/);
    assert.match(error.hint, /KEYWARD_BIN/);
    return refused('not_supported')(error);
  });
});

test('another program is not taken for the command', async () => {
  await assert.rejects(startSandbox({ binary: process.execPath }), refused('unexpected'));
});

test('options that nobody knows, and values that are none, are mistakes', async () => {
  await assert.rejects(startSandbox({ seeed: 'x' }), refused('invalid_argument'));
  await assert.rejects(startSandbox({ port: '4566' }), refused('invalid_argument'));
});

test('SDK v3 works with endpoint, region and credentials, and a session can be ended', { skip }, async () => {
  const { STSClient, GetCallerIdentityCommand, GetSessionTokenCommand } = sdk('client-sts');
  const whoami = (sts) => sts.send(new GetCallerIdentityCommand({}));
  const admin = client(STSClient);
  assert.equal((await whoami(admin)).Arn, 'arn:aws:iam::123456789012:user/admin');

  const { Credentials } = await admin.send(new GetSessionTokenCommand({}));
  const credentials = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
  const session = client(STSClient, { credentials });
  await whoami(session);
  assert.equal(await sandbox.control.expireSession(Credentials.AccessKeyId), true);
  await assert.rejects(whoami(session), { name: 'ExpiredToken' });
  assert.equal(await sandbox.control.expireSession('ASIAIOSFODNN7EXAMPLE'), false);

  const last = (await sandbox.control.requests()).at(-1);
  assert.equal(last.service, 'sts');
  assert.equal(last.error, 'ExpiredToken');
});

test('lifetimes, and a clock that goes both ways', { skip }, async () => {
  const { STSClient, GetCallerIdentityCommand, GetSessionTokenCommand } = sdk('client-sts');
  const session = async () => (await client(STSClient).send(new GetSessionTokenCommand({}))).Credentials;
  const left = async () => (await session()).Expiration.getTime() - Date.now();
  await sandbox.control.setSessionLifetime(60);
  assert.ok((await left()) <= 60_000);
  await sandbox.control.setSessionLifetime(null);
  assert.ok((await left()) > 3_600_000);

  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = await session();
  const sts = client(STSClient, { credentials: { accessKeyId, secretAccessKey, sessionToken } });
  const whoami = () => sts.send(new GetCallerIdentityCommand({}));
  await sandbox.control.advanceClock(13 * 3600);
  await assert.rejects(whoami(), { name: 'ExpiredToken' });
  await sandbox.control.advanceClock(-13 * 3600);
  await whoami();
});

test('the link of its page opens it once', { skip }, async () => {
  const link = await sandbox.control.webLink();
  assert.equal((await fetch(link)).status, 200);
  assert.equal((await fetch(link)).status, 401);
});

test('an SMS arrives in the outbox, a fault in the SDK', { skip }, async () => {
  const { SNSClient, PublishCommand } = sdk('client-sns');
  const sns = client(SNSClient);
  const publish = () => sns.send(new PublishCommand({ PhoneNumber: '+15550100', Message: 'hello' }));
  const { MessageId } = await publish();
  const [sms] = await sandbox.control.sms();
  assert.equal(sms.messageId, MessageId);
  assert.equal(sms.message, 'hello');

  await sandbox.control.addFault({ service: 'sns', kind: 'throttling', count: 1 });
  await assert.rejects(publish(), { name: 'Throttling' });
  await publish();
  await sandbox.control.addFault({ kind: { latency: { milliseconds: 1 } } });
  assert.equal((await sandbox.control.faults()).length, 2);
  await sandbox.control.clearFaults();
  assert.deepEqual(await sandbox.control.faults(), []);
  await assert.rejects(sandbox.control.addFault({ kind: 'earthquake' }), /earthquake/);
});

test('metadata and sign-ins answer to control', { skip }, async () => {
  const { control } = sandbox;
  await control.setInstance({ role: 'app' });
  const token = await fetch(`${sandbox.imdsEndpoint}/latest/api/token`, {
    method: 'PUT',
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
  });
  const headers = { 'x-aws-ec2-metadata-token': await token.text() };
  const role = await fetch(`${sandbox.imdsEndpoint}/latest/meta-data/iam/security-credentials/`, { headers });
  assert.equal((await role.text()).trim(), 'app');

  await control.setContainer({ role: 'task' });
  const { token: old } = await control.container();
  const { token: fresh, fullUri } = await control.rotateContainerToken();
  const ask = (authorization) => fetch(fullUri, { headers: { authorization } });
  assert.notEqual((await ask(old)).status, 200);
  assert.match((await (await ask(fresh)).json()).AccessKeyId, /^ASIA/);

  const identity = { issuer: 'https://issuer.example', audience: 'a', subject: 's', seconds: 60 };
  assert.equal((await control.webIdentityToken(identity)).split('.').length, 3);
  await control.setWebIdentityKeys('https://issuer.example', []);
  await assert.rejects(control.setWebIdentityKeys('https://issuer.example', [{ kty: 'none' }]), /cannot read the keys/);
  assert.match(await control.samlMetadata('https://idp.example'), /entityID="https:\/\/idp.example"/);
  const person = { issuer: 'https://idp.example', roleArn: 'r', providerArn: 'p', sessionName: 'alice' };
  assert.match(Buffer.from(await control.samlAssertion(person), 'base64').toString(), /<saml:NameID [^>]*>alice</);
  assert.equal(await control.decideDevice('BCDF-GHJK', true), false);
  await control.setApproval('manual');
  await control.setSsoTokenLifetime(60);
  await control.assignPermissionSets('123456789012', ['ReadOnlyAccess']);
  await control.endSsoSessions();
  await control.setSigninUser('admin');
  await control.changeSigninPassword();
});

test('its variables make another program use it', { skip }, async () => {
  const role = await startSandbox({ instanceRole: 'app', approval: 'manual' });
  try {
    assert.equal(role.env.AWS_ENDPOINT_URL, role.endpoint);
    assert.equal(role.env.AWS_ACCESS_KEY_ID, undefined);
    const env = { PATH: process.env.PATH, HOME: '/nonexistent', ...role.env };
    const { stdout } = await run(process.env.KEYWARD_BIN, ['whoami', '--json'], { env });
    assert.match(JSON.parse(stdout).arn, /:assumed-role\/app\//);
  } finally {
    await role.stop();
  }
});

test('a seed is where it begins, and a snapshot where another one goes on', { skip }, async () => {
  const { STSClient, AssumeRoleCommand, GetCallerIdentityCommand } = sdk('client-sts');
  const Statement = (rest) => ({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', ...rest } });
  const seed = {
    version: 1,
    accounts: {
      111111111111: { users: { alice: { accessKeys: [{}], policies: { p: Statement({ Resource: '*' }) } } } },
      222222222222: { roles: { app: { trust: Statement({ Principal: { AWS: '111111111111' } }) } } },
    },
  };
  const first = await startSandbox({ seed });
  const alice = (await first.control.identities()).find(({ userName }) => userName === 'alice');
  assert.equal(alice.accountId, '111111111111');
  const sts = ({ endpoint, region }, credentials) => new STSClient({ endpoint, region, credentials, maxAttempts: 1 });
  const input = { RoleArn: 'arn:aws:iam::222222222222:role/app', RoleSessionName: 'ci' };
  const { Credentials } = await sts(first, alice).send(new AssumeRoleCommand(input));
  const session = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
  const snapshot = await first.control.snapshot();
  await first.stop();
  const second = await startSandbox({ seed: snapshot });
  try {
    const { Arn } = await sts(second, session).send(new GetCallerIdentityCommand({}));
    assert.equal(Arn, 'arn:aws:sts::222222222222:assumed-role/app/ci');
    assert.deepEqual(second.credentials, first.credentials);
  } finally {
    await second.stop();
  }
});

test('a wrong seed is told with its place', { skip }, async () => {
  await assert.rejects(startSandbox({ seed: { version: 1, bukets: {} } }), (error) => {
    assert.match(error.message, /standard input, line 1, bukets: unknown field/);
    return refused('invalid_argument')(error);
  });
  await assert.rejects(startSandbox({ seed: 5 }), refused('invalid_argument'));
});

test('after stop its port is free, and control says that nobody answers', { skip }, async () => {
  const first = await startSandbox();
  const port = Number(new URL(first.endpoint).port);
  await assert.rejects(startSandbox({ port }), (error) => {
    assert.match(error.message, new RegExp(`port ${port} `));
    return refused('invalid_argument')(error);
  });
  await first.stop();
  await first.stop();
  await assert.rejects(first.control.sms(), refused('network'));
  await (await startSandbox({ port })).stop();
});

test('it keeps no program from ending, and ends with it', { skip }, async () => {
  for (const end of ['', "process.kill(process.pid, 'SIGKILL')"]) {
    const program = `import { startSandbox } from 'keyward/sandbox';
      const { endpoint, control } = await startSandbox();
      await control.requests();
      process.stdout.write(endpoint, () => { ${end} });`;
    const args = ['--input-type=module', '--eval', program];
    const { stdout } = await run(process.execPath, args, { cwd: import.meta.dirname }).catch((error) => error);
    assert.match(stdout, /^http:/);
    await gone(stdout);
  }
});

/** Waits until nobody answers there; the test's own time limit is the only one. */
async function gone(endpoint) {
  while (await fetch(endpoint).then(() => true, () => false)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
