// keyward/register: programs on the official SDKs, unchanged, say who they are.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ACCOUNT, Ground, NODES, OTHER_ACCOUNT, skip } from '../support/ground.mjs';

const role = (name, account = ACCOUNT) => new RegExp(`^arn:aws:sts::${account}:assumed-role/${name}/`);
const DEV = new RegExp(`^arn:aws:iam::${ACCOUNT}:user/dev$`);

const V3 = `
  import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
  import * as providers from '@aws-sdk/credential-providers';
  const say = (value) => console.log(JSON.stringify(value));
  const arn = async (options) => (await new STSClient(options ?? {}).send(new GetCallerIdentityCommand({}))).Arn;
  const failure = async (options) => {
    const { name, code, message, cause } = await arn(options).then(() => ({}), (error) => error);
    return { name, code, message, cause: cause?.code };
  };
`;
const V3_CJS = V3.replace(/import (.*) from '(.*)';/g, (_, names, name) => `const ${names.replace('* as ', '')} = require('${name}');`);
const V2 = `
  const AWS = require('aws-sdk');
  const say = (value) => console.log(JSON.stringify(value ?? null));
  const at = { endpoint: process.env.AWS_ENDPOINT_URL, region: 'us-east-1' };
  const arn = async (options) => (await new AWS.STS({ ...at, ...options }).getCallerIdentity().promise()).Arn;
  const failure = (options) => arn(options).then(() => ({}), ({ code, message, originalError: { message: first, originalError } }) =>
    ({ code, message, first, last: originalError?.code }));
`;

describe('keyward/register', { skip, timeout: 300_000 }, () => {
  let ground;
  let written = 0;
  before(async () => {
    ground = await Ground.start();
    // Only keyward knows this key: the vault's own.
    await ground.vault({ secret: ground.dev });
  });
  after(() => ground?.stop());

  const esm = (head, body) => ground.file(`p${(written += 1)}.mjs`, `${head}\n${body}`);
  const cjs = (head, body) => ground.file(`p${(written += 1)}.cjs`, `${head}\n(async () => {${body}})();`);
  const imported = (file, options) => ground.answers(['--import', 'keyward/register', file], options);
  const required = (file, options) => ground.answers(['--require', 'keyward/register', file], options);

  for (const [name, program] of NODES) {
    const absent = existsSync(program) ? false : `${name} is not installed`;
    test(`SDK v3, every way to the default chain, on ${name}`, { skip: absent }, async () => {
      const body = `
        say(await arn());
        say(await arn({ profile: 'secret' }));
        say(await arn({ credentials: providers.fromNodeProviderChain({ profile: 'partner' }) }));
        say(await arn({ credentials: providers.fromIni({ profile: 'secret' }) }));
        const params = { RoleArn: 'arn:aws:iam::${OTHER_ACCOUNT}:role/partner' };
        const masterCredentials = providers.fromIni({ profile: 'secret' });
        say(await arn({ profile: 'app', credentials: providers.fromTemporaryCredentials({ params, masterCredentials }) }));
        say(await arn({ profile: 'secret', credentials: providers.fromTemporaryCredentials({ params }) }));
      `;
      const partner = role('partner', OTHER_ACCOUNT);
      const answers = [DEV, DEV, partner, DEV, partner, partner];
      const runs = [imported(esm(V3, body), { program }), required(cjs(V3_CJS, body), { program })];
      const first = `import 'keyward/register';\n${V3}`;
      for (const said of await Promise.all([...runs, ground.answers([esm(first, body)], { program })])) {
        answers.forEach((answer, index) => assert.match(said[index], answer));
      }
    });

    test(`SDK v2, every way to default credentials, on ${name}`, { skip: absent }, async () => {
      const body = `
        const { accessKeyId } = AWS.config.credentials;
        say(accessKeyId);
        say(await arn());
        say(await arn({ credentials: new AWS.SharedIniFileCredentials({ profile: 'partner' }) }));
        say(await arn({ credentials: await new AWS.CredentialProviderChain().resolvePromise() }));
        const atOnce = new AWS.SharedIniFileCredentials({ profile: 'secret' });
        say([atOnce.accessKeyId, atOnce instanceof AWS.SharedIniFileCredentials, await arn({ credentials: atOnce })]);
      `;
      const env = { AWS_PROFILE: 'secret' };
      const head = V2.replace("const AWS = require('aws-sdk');", "import AWS from 'aws-sdk';");
      const runs = [required(cjs(V2, body), { program, env }), imported(esm(head, body), { program, env })];
      runs.push(ground.answers([esm(`import 'keyward/register';\n${head}`, body)], { program, env }));
      for (const [key, who, partner, chain, atOnce] of await Promise.all(runs)) {
        assert.equal(key, ground.dev.accessKeyId, 'keys are there as soon as require returns');
        assert.match(who, DEV);
        assert.match(partner, role('partner', OTHER_ACCOUNT));
        assert.match(chain, DEV);
        assert.deepEqual(atOnce.slice(0, 2), [ground.dev.accessKeyId, true]);
        assert.match(atOnce[2], DEV);
      }
    });
  }

  test('credentials that a program names stay its own', async () => {
    const key = "'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'";
    const v3 = `
      say((await failure({ credentials: { accessKeyId: ${key} } })).name);
      say((await failure({ credentials: providers.fromEnv() })).message);
      say((await failure({ credentials: providers.fromIni({ profile: 'secret', filepath: '/nowhere' }) })).message);
    `;
    const [plain, environment, file] = await imported(esm(V3, v3));
    assert.equal(plain, 'InvalidClientTokenId');
    assert.match(environment, /^Unable to find environment variable credentials/);
    assert.match(file, /^Could not resolve credentials using profile: \[secret\]/);
    const v2 = `
      AWS.config.credentials = new AWS.Credentials({ accessKeyId: ${key} });
      say(await arn().catch((error) => error.code));
      new AWS.SharedIniFileCredentials({ profile: 'secret', filename: '/nowhere', callback: (error) => say(error.code) });
    `;
    assert.deepEqual(await required(cjs(V2, v2)), ['InvalidClientTokenId', 'ENOENT']);
  });

  test("where keyward has nothing, the SDK's own answer", async () => {
    const v3 = esm(V3, 'say(await failure({ profile: "nobody" }));');
    const [own] = await ground.answers([v3]);
    const [ours] = await imported(v3);
    assert.deepEqual(ours, { ...own, cause: 'profile_not_found' });
    const v2 = cjs(V2, 'say(await failure()); say(await failure({ credentials: new AWS.SharedIniFileCredentials() }));');
    const env = { AWS_PROFILE: 'nobody' };
    assert.deepEqual(await required(v2, { env }), await ground.answers([v2], { env }));
    // A source that SDK v2 alone has.
    const { accessKeyId: AMAZON_ACCESS_KEY_ID, secretAccessKey: AMAZON_SECRET_ACCESS_KEY } = ground.dev;
    const amazon = { ...env, AMAZON_ACCESS_KEY_ID, AMAZON_SECRET_ACCESS_KEY };
    assert.match((await required(cjs(V2, 'say(await arn());'), { env: amazon }))[0], DEV);
  });

  test('a fault of keyward stops the search: no other identity is taken', async () => {
    const env = { KEYWARD_IDENTITY_FILE: '/nowhere' };
    const [v3] = await imported(esm(V3, 'say(await failure());'), { env });
    assert.equal(v3.code, 'identity_file_invalid');
    const [v2] = await required(cjs(V2, 'say(await failure());'), { env });
    assert.equal(v2.code, 'CredentialsError');
    assert.match(v2.first, /^Could not load credentials from KeywardCredentials/);
    assert.equal(v2.last, 'identity_file_invalid');
  });

  test("SDK v2's order: keys of the environment before AWS_PROFILE; SDK v3's is the other", async () => {
    const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = ground.dev;
    const env = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE: 'app' };
    assert.match((await required(cjs(V2, 'say(await arn());'), { env }))[0], DEV);
    assert.match((await imported(esm(V3, 'say(await arn());'), { env }))[0], role('app'));
  });

  test('a provider for profiles takes no keys of the environment', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
    const body = `
      say(await arn({ credentials: providers.fromIni() }));
      say(await arn({ profile: 'app', credentials: providers.fromIni() }));
      say((await failure({ credentials: providers.fromNodeProviderChain() })).name);`;
    const [own, client, chain] = await imported(esm(V3, body), { env });
    assert.match(own, DEV);
    assert.match(client, role('app'));
    assert.equal(chain, 'InvalidClientTokenId');
  });

  test('a sign-in at Identity Center, whose token only keyward can open', async () => {
    const { control, ssoStartUrl } = ground.sandbox;
    await control.assignPermissionSets(ACCOUNT, ['ReadOnlyAccess']);
    const session = `[sso-session corp]\nsso_region = us-east-1\nsso_start_url = ${ssoStartUrl}\n`;
    const profile = `sso_session = corp\nsso_account_id = ${ACCOUNT}\nsso_role_name = ReadOnlyAccess\nregion = us-east-1\n`;
    ground.add('.aws/config', `${session}[profile sso]\n${profile}`);
    await ground.keyward(['login', 'sso', '--device-code', '--no-browser']);
    const v3 = `
      say(await arn({ profile: 'sso' }));
      say(await arn({ credentials: providers.fromSSO({ profile: 'sso' }) }));
      say(await arn({ credentials: providers.fromIni({ profile: 'sso' }) }));`;
    const v2 = `
      say(await arn({ credentials: new AWS.SsoCredentials({ profile: 'sso' }) }));
      say(await arn({ credentials: new AWS.SharedIniFileCredentials({ profile: 'sso' }) }));`;
    const said = [...(await imported(esm(V3, v3))), ...(await required(cjs(V2, v2)))];
    assert.equal(said.length, 5);
    for (const who of said) assert.match(who, /:assumed-role\/AWSReservedSSO_ReadOnlyAccess_/);
    const [alone] = await ground.answers([esm(V3, "say(await failure({ profile: 'sso' }));")]);
    assert.equal(alone.name, 'CredentialsProviderError', 'the SDK by itself cannot');
  });

  test('every copy of an SDK', async () => {
    for (const name of ['one', 'other']) ground.link(`${name}/node_modules`);
    const body = `
      const { createRequire } = require('node:module');
      const copies = ['one', 'other'].map((name) => createRequire(__dirname + '/' + name + '/x.js'));
      const clients = copies.map((find) => find('@aws-sdk/client-sts'));
      const v2s = copies.map((find) => find('aws-sdk/clients/sts'));
      console.log(JSON.stringify([clients[0] !== clients[1], v2s[0] !== v2s[1]]));
      for (const { STSClient, GetCallerIdentityCommand } of clients)
        console.log(JSON.stringify((await new STSClient({ profile: 'secret' }).send(new GetCallerIdentityCommand({}))).Arn));
      for (const STS of v2s) {
        const sts = new STS({ endpoint: process.env.AWS_ENDPOINT_URL, region: 'us-east-1' });
        console.log(JSON.stringify((await sts.getCallerIdentity().promise()).Arn));
      }`;
    const args = ['--preserve-symlinks', '--require', 'keyward/register', cjs('', body)];
    const [different, ...answers] = await ground.answers(args, { env: { AWS_PROFILE: 'secret' } });
    assert.deepEqual(different, [true, true]);
    assert.equal(answers.length, 4);
    for (const answer of answers) assert.match(answer, DEV);
  });

  test('worker threads and cluster', async () => {
    const threads = esm(
      V3,
      `import { isMainThread, parentPort, Worker } from 'node:worker_threads';
       import { fileURLToPath } from 'node:url';
       if (!isMainThread) parentPort.postMessage(await arn({ profile: 'secret' }));
       else for (const _ of [1, 2]) new Worker(fileURLToPath(import.meta.url)).on('message', say);`,
    );
    const children = cjs(
      V3_CJS,
      `const cluster = require('node:cluster');
       if (!cluster.isPrimary) { process.send(await arn({ profile: 'secret' })); process.disconnect(); }
       else for (const _ of [1, 2]) cluster.fork().on('message', say);`,
    );
    for (const said of [await imported(threads), await imported(children), await required(children)]) {
      assert.equal(said.length, 2);
      for (const answer of said) assert.match(answer, DEV);
    }
  });

  test('beside a loader that compiles files itself, as those of TypeScript do', async () => {
    const loader = ground.file(
      'loader.cjs',
      `const Module = require('node:module');
       const { readFileSync } = require('node:fs');
       Module._extensions['.js'] = (module, filename) => module._compile(readFileSync(filename, 'utf8'), filename);`,
    );
    const body = "say(await arn({ profile: 'secret' }));";
    for (const [flag, file] of [['--import', esm(V3, body)], ['--require', cjs(V3_CJS, body)]]) {
      for (const order of [['keyward/register', loader], [loader, 'keyward/register']]) {
        const [who] = await ground.answers([...order.flatMap((name) => [flag, name]), file]);
        assert.match(who, DEV);
      }
    }
  });

  const packaged = (name) => join(process.env.KEYWARD_NODE_MODULES ?? '', name);
  const bun = packaged('@oven/bun-linux-x64/bin/bun');
  test('Bun', { skip: existsSync(bun) ? false : 'Bun is not installed' }, async () => {
    const env = { AWS_PROFILE: 'secret' };
    for (const file of [esm(V3, 'say(await arn());'), cjs(V2, 'say(await arn());')]) {
      assert.match((await ground.answers(['--preload', 'keyward/register', file], { program: bun, env }))[0], DEV);
    }
  });

  const deno = packaged('@deno/linux-x64-glibc/deno');
  test('Deno', { skip: existsSync(deno) ? false : 'Deno is not installed' }, async () => {
    const dependencies = { keyward: '*', '@aws-sdk/client-sts': '*', '@aws-sdk/credential-providers': '*' };
    ground.file('deno/package.json', JSON.stringify({ dependencies }));
    ground.link('deno/node_modules');
    const file = ground.file('deno/app.mjs', `import 'keyward/register';\n${V3}\nsay(await arn());`);
    const env = { AWS_PROFILE: 'secret', DENO_DIR: join(ground.folder, 'deno/cache'), DENO_NO_UPDATE_CHECK: '1' };
    const args = ['run', '--allow-all', '--no-remote', '--node-modules-dir=manual', file];
    assert.match((await ground.answers(args, { program: deno, env, cwd: join(ground.folder, 'deno') }))[0], DEV);
  });

  test('too late is told, and helps where it still can', async () => {
    const late = cjs(V3_CJS, "require('keyward/register'); say(await arn({ credentials: providers.fromIni({ profile: 'secret' }) }));");
    const { stdout, stderr } = await ground.run([late]);
    assert.match(JSON.parse(stdout), DEV);
    assert.match(stderr, /KEYWARD_REGISTER_LATE.*@aws-sdk\/client-sts was loaded before keyward\/register/);
    const v2 = cjs(V2, "require('keyward/register'); say(await arn({ credentials: new AWS.SharedIniFileCredentials({ profile: 'secret' }) }));");
    assert.match((await ground.answers([v2]))[0], DEV);
  });

  test('a mistake in KEYWARD_REGISTER is told at once', async () => {
    const { code, stderr } = await ground.run(['--import', 'keyward/register', '-e', '0'], { env: { KEYWARD_REGISTER: 'sdk' } });
    assert.notEqual(code, 0);
    assert.match(stderr, /KEYWARD_REGISTER is "sdk"/);
  });

  test('a program without an SDK loads nothing more', async () => {
    const files = 'console.log(JSON.stringify(Object.keys(require.cache).map((name) => name.split(/[\\\\/]js[\\\\/]/).at(-1))))';
    const [loaded] = await required(cjs('', files));
    assert.deepEqual(loaded.slice(0, -1), ['register/index.cjs', 'register/modules.cjs', 'register/around-load.cjs']);
  });
});
