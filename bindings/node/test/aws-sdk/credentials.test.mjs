// The classes of credentials, on SDK v2 and on keyward's engine.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { after, before, test } from 'node:test';
import { facade, run, same, sandbox, seen, skip, v2 } from './support.mjs';

const ROLE = 'arn:aws:iam::123456789012:role/app';
let box;
let folder;
before(async () => {
  if (skip) return;
  box = await sandbox();
  folder = await mkdtemp(join(tmpdir(), 'keyward-credentials-'));
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Principal: { AWS: '*', Service: ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com', 'pods.eks.amazonaws.com'] } }] };
  const iam = new facade.IAM(box.config);
  await iam.createRole({ RoleName: 'app', AssumeRolePolicyDocument: JSON.stringify(trust) }).promise();
});
after(async () => {
  await box?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const settled = (credentials) =>
  credentials.getPromise().then(
    () => 'ok',
    (err) => ({ code: err.code, message: err.message }),
  );

test('the base class', { skip }, async () => {
  await same(async (AWS) => {
    const three = new AWS.Credentials('a', 'b', 'c');
    const one = new AWS.Credentials({ accessKeyId: 'a', secretAccessKey: 'b' });
    const wrapped = new AWS.Credentials({ credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' } });
    const windows = [14, 16].map((seconds) => {
      three.expireTime = new Date(Date.now() + seconds * 1000);
      return three.needsRefresh();
    });
    let sync = 'later';
    one.get(() => (sync = 'at once'));
    const past = new AWS.Credentials('a', 'b');
    past.expireTime = new Date(0);
    return {
      keys: [three, one, wrapped].map((credentials) => Object.keys(credentials).sort()),
      json: JSON.stringify(one),
      hidden: [inspect(three).includes("'b'"), three.secretAccessKey],
      windows,
      sync,
      empty: new AWS.Credentials().needsRefresh(),
      resolved: await one.getPromise(),
      past: [await settled(past), past.needsRefresh()],
      window: AWS.Credentials.prototype.expiryWindow,
    };
  });
});

test('subclasses of both kinds', { skip }, async () => {
  await same(async (AWS) => {
    const Old = AWS.util.inherit(AWS.Credentials, {
      constructor: function Old() {
        AWS.Credentials.call(this);
        this.loads = 0;
      },
      refresh(callback) {
        this.coalesceRefresh(callback || AWS.util.fn.callback);
      },
      load(callback) {
        this.loads += 1;
        setTimeout(() => {
          Object.assign(this, { accessKeyId: 'old', secretAccessKey: 's', expired: false });
          callback();
        }, 5);
      },
    });
    class New extends AWS.Credentials {
      refresh(callback) {
        Object.assign(this, { accessKeyId: 'new', secretAccessKey: 's' });
        callback();
      }
    }
    const [old, modern] = [new Old(), new New()];
    await Promise.all([old.getPromise(), old.getPromise(), modern.getPromise()]);
    const sns = new AWS.SNS({ region: 'us-east-1', credentials: modern });
    return [old.loads, old.accessKeyId, modern.accessKeyId, old instanceof AWS.Credentials, sns.config.credentials === modern];
  });
});

test('config.getCredentials and its errors', { skip }, async () => {
  await same(async (AWS) => {
    const ask = (options) =>
      new Promise((resolve) => {
        const config = new AWS.Config({ credentials: null, credentialProvider: null, ...options });
        config.getCredentials((err, credentials) =>
          resolve({ err: err && { ...seen(err), original: err.originalError && { message: err.originalError.message, plain: !(err.originalError instanceof Error) } }, id: credentials?.accessKeyId }),
        );
      });
    const failing = new AWS.Credentials();
    failing.refresh = (callback) => callback(new Error('no luck'));
    return [
      await ask({}),
      await ask({ credentials: new AWS.Credentials('a', 'b') }),
      await ask({ credentials: { accessKeyId: 'a' } }),
      await ask({ credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }),
      await ask({ credentials: failing }),
      await ask({ credentialProvider: new AWS.CredentialProviderChain([]) }),
      await ask({ credentialProvider: new AWS.CredentialProviderChain([failing]) }),
      await ask({ credentialProvider: new AWS.CredentialProviderChain([failing, () => new AWS.Credentials('c', 'd')]) }),
    ];
  });
});

test('a request without credentials', { skip }, async () => {
  for (const AWS of [v2, facade]) {
    const provider = new AWS.CredentialProviderChain([() => new AWS.EnvironmentCredentials('NOBODY')]);
    const err = await new AWS.SNS({ ...box.config, credentials: null, credentialProvider: provider }).listTopics().promise().catch((caught) => caught);
    assert.equal(err.code, 'CredentialsError');
    assert.match(err.message, /^Missing credentials in config/);
    assert.equal(err.originalError.message, 'Could not load credentials from any providers');
    assert.equal(err.originalError.originalError.message, 'Variable NOBODY_ACCESS_KEY_ID not set.');
  }
});

test('variables and JSON files', { skip }, async () => {
  const file = join(folder, 'keys.json');
  await writeFile(file, JSON.stringify({ accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' }));
  process.env.OTHER_ACCESS_KEY_ID = 'x';
  await same(async (AWS) => {
    const half = new AWS.EnvironmentCredentials('OTHER');
    process.env.OTHER_SECRET_ACCESS_KEY = 'y';
    const whole = new AWS.EnvironmentCredentials('OTHER');
    delete process.env.OTHER_SECRET_ACCESS_KEY;
    const read = new AWS.FileSystemCredentials(file);
    return [half.accessKeyId, await settled(half), whole.accessKeyId, whole.secretAccessKey, read.accessKeyId, read.sessionToken, read.filename];
  });
});

const PROFILES = () => `[default]
aws_access_key_id = ${box.config.credentials.accessKeyId}
aws_secret_access_key = ${box.config.credentials.secretAccessKey}
[role]
role_arn = ${ROLE}
source_profile = default
region = us-east-1
[half]
aws_access_key_id = AKIAHALF
[process]
credential_process = echo '{"Version": 1, "AccessKeyId": "AKIAPROCESS", "SecretAccessKey": "s", "SessionToken": "t", "Expiration": "2099-01-01T00:00:00Z"}'
[broken]
credential_process = false
`;

/** Runs a program on both SDKs, in an environment with these files. */
async function programs(body, more) {
  const file = join(folder, 'credentials');
  await writeFile(file, PROFILES());
  const env = { AWS_SDK_LOAD_CONFIG: '1', AWS_SHARED_CREDENTIALS_FILE: file, AWS_CONFIG_FILE: '/dev/null', AWS_ENDPOINT_URL_STS: box.endpoint, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: '', ...more };
  const text = `
    const AWS = require(process.env.SDK);
    // SDK v2 knows no variable for it.
    AWS.config.update({ sts: { endpoint: JSON.parse(process.env.CONFIG).endpoint } });
    const ask = (c) => c.getPromise().then(() => ({ id: c.accessKeyId.slice(0, 4), token: Boolean(c.sessionToken), ends: c.expireTime instanceof Date }), (err) => ({ code: err.code, message: err.message }));
    (async () => process.stdout.write(JSON.stringify(await (${body})(AWS, ask), null, 1)))();`;
  const [theirs, ours] = await Promise.all(['aws-sdk', 'keyward/aws-sdk'].map((SDK) => run(text, box.config, { ...env, SDK })));
  return { theirs: JSON.parse(theirs), ours: JSON.parse(ours) };
}

test('profiles: keys at once, a role by STS, a process', { skip }, async () => {
  const { theirs, ours } = await programs(`async (AWS, ask) => {
    const at = new AWS.SharedIniFileCredentials({ profile: 'default' });
    const shown = { id: at.accessKeyId, profile: at.profile };
    const role = new AWS.SharedIniFileCredentials({ profile: 'role' });
    return [shown, await ask(role), await ask(new AWS.ProcessCredentials({ profile: 'process' }))];
  }`);
  assert.deepEqual(ours, theirs);
  assert.equal(ours[1].id, 'ASIA');
});

test('profiles that give nothing have SDK v2’s codes', { skip }, async () => {
  const { theirs, ours } = await programs(`async (AWS, ask) => [
    await ask(new AWS.SharedIniFileCredentials({ profile: 'none' })),
    await ask(new AWS.SharedIniFileCredentials({ profile: 'half' })),
    await ask(new AWS.SharedIniFileCredentials({ profile: 'role', disableAssumeRole: true })),
    await ask(new AWS.ProcessCredentials({ profile: 'default' })),
    await ask(new AWS.ProcessCredentials({ profile: 'broken' })),
    await ask(new AWS.SsoCredentials({ profile: 'default' })),
    await ask(new AWS.ECSCredentials()),
    await ask(new AWS.TokenFileWebIdentityCredentials()),
  ]`);
  // SDK v2 tells of the last one that `undefined` is no path.
  theirs.at(-1).code = 'TokenFileWebIdentityCredentialsProviderFailure';
  assert.deepEqual(ours.map(({ code }) => code), theirs.map(({ code }) => code));
  assert.equal(ours[0].message, theirs[0].message);
  assert.ok(ours.every(({ message }) => message));
});

test('the default chain, and one that a program changes', { skip }, async () => {
  const body = `async (AWS, ask) => {
    const found = async () => { const c = await new AWS.CredentialProviderChain().resolvePromise(); return [c.constructor.name, c.accessKeyId.slice(0, 6)]; };
    const names = AWS.CredentialProviderChain.defaultProviders.map((make) => make().constructor.name);
    const first = await found();
    AWS.CredentialProviderChain.defaultProviders.unshift(() => new AWS.Credentials('AKIAMINE', 's'));
    return { names, first, second: await found() };
  }`;
  for (const more of [{}, { AWS_PROFILE: 'process' }, { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's', AWS_PROFILE: 'role' }]) {
    const { theirs, ours } = await programs(body, more);
    assert.deepEqual(ours.names, theirs.names);
    assert.deepEqual(ours.second, theirs.second);
    // A process stands before the class of that name here: SharedIniFileCredentials knows all of a profile.
    assert.equal(ours.first[1], theirs.first[1]);
  }
});

test('sessions of STS: Temporary, ChainableTemporary, credentialsFrom', { skip }, async () => {
  await same(async (AWS) => {
    const before = AWS.config.credentials;
    AWS.config.update({ credentials: new AWS.Credentials(box.config.credentials), region: 'us-east-1', sts: { endpoint: box.endpoint, maxRetries: 0 } });
    const shown = (c) => ({ id: c.accessKeyId?.slice(0, 4), token: Boolean(c.sessionToken), ends: c.expireTime instanceof Date, expired: c.expired });
    const who = async (credentials) => (await new AWS.STS({ credentials }).getCallerIdentity().promise()).Arn.replace(/\/[^/]*$/, '');
    try {
      const plain = new AWS.TemporaryCredentials();
      const role = new AWS.TemporaryCredentials({ RoleArn: ROLE });
      const chained = new AWS.ChainableTemporaryCredentials({ params: { RoleArn: ROLE, RoleSessionName: 'mine' } });
      const twice = new AWS.ChainableTemporaryCredentials({ params: { RoleArn: ROLE }, masterCredentials: chained });
      const refused = new AWS.ChainableTemporaryCredentials({ params: { RoleArn: `${ROLE}-none` } });
      const results = [plain, role, chained].map(shown);
      for (const credentials of [plain, role, chained, twice]) {
        results.push(await settled(credentials), shown(credentials), await who(credentials));
      }
      results.push((await settled(refused)).code);
      const data = await new AWS.STS().assumeRole({ RoleArn: ROLE, RoleSessionName: 'session' }).promise();
      const made = new AWS.STS().credentialsFrom(data);
      return [...results, shown(made), made.constructor.name];
    } finally {
      AWS.config.update({ credentials: before, region: undefined, sts: undefined });
    }
  });
});

test('MFA of ChainableTemporaryCredentials: asked at each refresh, and its errors', { skip }, async () => {
  await same(async (AWS) => {
    const params = { RoleArn: ROLE, SerialNumber: 'arn:aws:iam::123456789012:mfa/none' };
    const stsConfig = { ...box.config };
    let code;
    try {
      new AWS.ChainableTemporaryCredentials({ params });
    } catch (err) {
      code = err.code;
    }
    const asked = [];
    const tokenCodeFn = (serial, callback) => (asked.push(serial), callback(new Error('no phone')));
    const credentials = new AWS.ChainableTemporaryCredentials({ params, stsConfig, tokenCodeFn });
    return { code, errors: [await settled(credentials), await settled(credentials)], asked };
  });
});

test('a session that AWS ended is renewed, and the request is sent again', { skip }, async () => {
  await same(async (AWS) => {
    const master = new AWS.Credentials(box.config.credentials);
    const session = new AWS.ChainableTemporaryCredentials({ params: { RoleArn: ROLE }, masterCredentials: master, stsConfig: { ...box.config } });
    await session.getPromise();
    const first = session.accessKeyId;
    await box.control.expireSession(first);
    const sts = new AWS.STS({ ...box.config, maxRetries: 2, credentials: session, retryDelayOptions: { base: 1 } });
    const request = sts.getCallerIdentity();
    const events = [];
    for (const event of ['sign', 'extractError', 'retry', 'success']) request.on(event, () => events.push(event));
    const { Arn } = await request.promise();
    return { renewed: session.accessKeyId !== first, events, who: Arn.includes('assumed-role/app'), retries: request.response.retryCount };
  });
});

test('a hundred requests that hear of it renew a session once', { skip }, async () => {
  let loads = 0;
  class Session extends facade.Credentials {
    refresh(callback) {
      this.coalesceRefresh(callback);
    }

    load(callback) {
      loads += 1;
      const sts = new facade.STS(box.config);
      sts.getSessionToken((err, data) => {
        if (!err) sts.credentialsFrom(data, this);
        callback(err);
      });
    }
  }
  const credentials = new Session();
  await credentials.getPromise();
  await box.control.expireSession(credentials.accessKeyId);
  const sts = new facade.STS({ ...box.config, credentials, maxRetries: 3, retryDelayOptions: { base: 1 } });
  await Promise.all(Array.from({ length: 100 }, () => sts.getCallerIdentity().promise()));
  assert.equal(loads, 2);
});

test('looking at credentials shows neither secret nor token', { skip }, () => {
  const shown = inspect({ credentials: new facade.Credentials('AKIAIOSFODNN7EXAMPLE', 'the-secret', 'the-token') }, { depth: 9, showHidden: true });
  assert.match(shown, /AKIAIOSFODNN7EXAMPLE/);
  assert.doesNotMatch(shown, /the-secret|the-token/);
});

test('container and instance', { skip }, async () => {
  const iam = new facade.IAM(box.config);
  await iam.createInstanceProfile({ InstanceProfileName: 'app' }).promise();
  await iam.addRoleToInstanceProfile({ InstanceProfileName: 'app', RoleName: 'app' }).promise();
  await box.control.setInstance({ role: 'app' });
  await box.control.setContainer({ role: 'app' });
  const { token } = await box.control.container();
  const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: box.containerUri, AWS_CONTAINER_AUTHORIZATION_TOKEN: token, AWS_EC2_METADATA_DISABLED: '' };
  const host = new URL(box.imdsEndpoint).host;
  const { theirs, ours } = await programs(
    `async (AWS, ask) => [await ask(new AWS.ECSCredentials()), await ask(new AWS.EC2MetadataCredentials({ host: '${host}', httpOptions: { timeout: 5000 } }))]`,
    env,
  );
  assert.deepEqual(ours, theirs);
  assert.deepEqual(ours.map(({ id }) => id), ['ASIA', 'ASIA']);
});

test('promises of another library', { skip }, async () => {
  await same(async (AWS) => {
    class Mine extends Promise {}
    AWS.config.setPromisesDependency(Mine);
    const made = [new AWS.Credentials('a', 'b').getPromise(), new AWS.STS(box.config).getCallerIdentity().promise()];
    AWS.config.setPromisesDependency(null);
    const again = new AWS.Credentials('a', 'b').getPromise();
    await Promise.all(made);
    return [...made, again].map((promise) => promise.constructor.name);
  });
});
