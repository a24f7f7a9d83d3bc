// AWS.config and the settings of service objects.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { facade, same, run, seen, skip } from './support.mjs';

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-config-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };

test('the settings that there are, and their defaults', { skip }, async () => {
  await same((AWS) => {
    const { credentialProvider, tokenProvider, ...rest } = new AWS.Config({ region: 'eu-west-1', credentials: null });
    return { names: Object.keys(AWS.Config.prototype.keys).sort(), rest, provider: credentialProvider.constructor.name };
  });
});

test('update: keys in pairs, services by their names, nothing unknown', { skip }, async () => {
  await same((AWS) => {
    const config = new AWS.Config();
    config.update({ accessKeyId: 'only-half' });
    const half = config.credentials;
    config.update({ ...KEYS, region: 'us-west-2', nonsense: 1, s3: { maxRetries: 9 }, httpOptions: { connectTimeout: 5 } });
    const { credentials, region, nonsense, s3, httpOptions, accessKeyId } = config;
    config.update({ region: undefined, anything: 2 }, true);
    const shown = { name: credentials.constructor.name, keys: Object.keys(credentials), id: credentials.accessKeyId };
    return { half, shown, region, nonsense, s3, httpOptions, accessKeyId, again: config.region, anything: config.anything };
  });
});

test('global settings are captured when a service object is made', { skip }, async () => {
  await same((AWS) => {
    const before = { region: AWS.config.region, credentials: AWS.config.credentials };
    AWS.config.update({ region: 'eu-west-1', credentials: new AWS.Credentials('A', 'B'), sns: { maxRetries: 7 } });
    const sns = new AWS.SNS({ params: { TopicArn: 't' }, apiVersion: '2010-03-31' });
    AWS.config.update({ region: 'eu-west-2' });
    AWS.config.credentials.accessKeyId = 'changed';
    const { region, credentials, maxRetries, params } = sns.config;
    const request = sns.publish({ Message: 'm' });
    sns.config.update({ region: 'eu-west-3' });
    AWS.config.update(before);
    delete AWS.config.sns;
    return { region, id: credentials.accessKeyId, maxRetries, params, given: request.params, later: sns.config.region };
  });
});

test('endpoints', { skip }, async () => {
  await same((AWS) => {
    const shown = ({ endpoint, config, isGlobalEndpoint, signingRegion }) => ({
      host: endpoint.host,
      href: endpoint.href,
      port: endpoint.port,
      config: config.endpoint,
      isGlobalEndpoint: Boolean(isGlobalEndpoint),
      signingRegion,
    });
    const region = 'eu-west-1';
    const services = [
      new AWS.SNS({ region }),
      new AWS.EC2({ region }),
      new AWS.IAM({ region }),
      new AWS.STS({ region }),
      new AWS.SSM({ region, sslEnabled: false }),
      new AWS.SNS({ region: 'cn-north-1' }),
      new AWS.SNS({ region, endpoint: 'http://127.0.0.1:9/path' }),
      new AWS.SNS({ region, endpoint: '{service}.{region}.example.com' }),
      new AWS.SNS({ region, endpoint: new AWS.Endpoint('example.com:8080') }),
      new AWS.SNS({ region: 'us-east-1', useFipsEndpoint: true }),
    ];
    const plain = { ...new AWS.Endpoint('s3.example.com/a?b') };
    return { services: services.map(shown), plain: plain.href, host: plain.host };
  });
});

test('what a service object is', { skip }, async () => {
  await same((AWS) => {
    const sts = new AWS.STS({ region: 'us-east-1' });
    const operations = Object.keys(sts.api.operations);
    const calledWithout = (() => {
      try {
        return String(AWS.STS({}));
      } catch (err) {
        return err.message;
      }
    })();
    return {
      isService: sts instanceof AWS.Service,
      isSts: sts instanceof AWS.STS,
      identifier: sts.serviceIdentifier,
      methods: ['getCallerIdentity', 'assumeRole', 'credentialsFrom', 'makeRequest', 'waitFor'].map((name) => typeof sts[name]),
      known: ['assumeRole', 'getSessionToken', 'getFederationToken'].every((name) => operations.includes(name)),
      required: sts.api.operations.assumeRole.input.required,
      calledWithout,
    };
  });
});

test('no region, and one that cannot be', { skip }, async () => {
  await same(async (AWS) => {
    const errors = [];
    for (const region of [undefined, 'not a region']) {
      const config = { region, credentials: KEYS, endpoint: 'http://127.0.0.1:9', maxRetries: 0 };
      errors.push(seen(await new AWS.SNS(config).listTopics().promise().catch((err) => err)));
    }
    return errors;
  });
});

test('loadFromPath', { skip }, async () => {
  const file = join(folder, 'aws.json');
  await writeFile(file, JSON.stringify({ ...KEYS, region: 'sa-east-1', maxRetries: 4 }));
  await same((AWS) => {
    const config = new AWS.Config();
    const returned = config.loadFromPath(file) === config;
    const { credentials, region, maxRetries } = config;
    return { returned, name: credentials.constructor.name, id: credentials.accessKeyId, region, maxRetries };
  });
  for (const wrong of [join(folder, 'none.json'), folder]) {
    await same((AWS) => {
      try {
        return new AWS.Config().loadFromPath(wrong);
      } catch (err) {
        return err.code;
      }
    });
  }
});

const PROGRAM = (what) => `
  const AWS = require(process.env.SDK);
  process.stdout.write(JSON.stringify(${what}));`;

async function bothPrograms(what, env) {
  const [v2, ours] = await Promise.all(['aws-sdk', 'keyward/aws-sdk'].map((SDK) => run(PROGRAM(what), {}, { SDK, ...env })));
  assert.equal(ours, v2);
  return JSON.parse(ours);
}

test('credentials and region are there when require returns', { skip }, async () => {
  const files = { AWS_SDK_LOAD_CONFIG: '1', AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'), AWS_CONFIG_FILE: join(folder, 'config') };
  await writeFile(files.AWS_SHARED_CREDENTIALS_FILE, '[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = s\n[p]\naws_access_key_id=AKIAP\naws_secret_access_key=s\naws_session_token=t\nregion=eu-north-1\n');
  await writeFile(files.AWS_CONFIG_FILE, '[default]\nregion = eu-central-1\n[profile r]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = default\n');
  const what = '{ c: AWS.config.credentials, id: AWS.config.credentials?.accessKeyId, secret: AWS.config.credentials?.secretAccessKey, name: AWS.config.credentials?.constructor.name, region: AWS.config.region }';
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'e' };
  assert.equal((await bothPrograms(what, files)).id, 'AKIADEFAULT');
  assert.equal((await bothPrograms(what, { ...files, AWS_PROFILE: 'p' })).region, 'eu-north-1');
  assert.equal((await bothPrograms(what, { ...files, AWS_PROFILE: 'r' })).id, undefined);
  assert.equal((await bothPrograms(what, { ...files, ...keys, AWS_PROFILE: 'p' })).id, 'AKIAENV');
  assert.equal((await bothPrograms(what, { AMAZON_ACCESS_KEY_ID: 'AKIAAMAZON', AMAZON_SECRET_ACCESS_KEY: 'a', AMAZON_REGION: 'x' })).region, 'x');
  await bothPrograms(what, { ...files, AWS_PROFILE: 'none' });
});

test('the files are read without AWS_SDK_LOAD_CONFIG', { skip }, async () => {
  const env = { AWS_CONFIG_FILE: join(folder, 'more'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'nothing') };
  await writeFile(env.AWS_CONFIG_FILE, '[default]\nregion = ca-central-1\naws_access_key_id = AKIACONFIG\naws_secret_access_key = s\n');
  const found = await run(PROGRAM('[AWS.config.region, AWS.config.credentials.accessKeyId]'), {}, { SDK: 'keyward/aws-sdk', ...env });
  assert.deepEqual(JSON.parse(found), ['ca-central-1', 'AKIACONFIG']);
});

test('a service whose client is not installed names the package', { skip }, () => {
  assert.throws(() => new facade.CloudFront(), (err) => err.code === 'not_supported' && /@aws-sdk\/client-cloudfront/.test(err.hint));
  assert.equal(facade.CloudFront.serviceIdentifier, 'cloudfront');
});

test('what is not covered says so', { skip }, () => {
  assert.throws(() => new facade.DynamoDB.DocumentClient(), { code: 'not_supported', message: /DocumentClient/ });
  assert.throws(() => new facade.SNS({ region: 'us-east-1', signatureVersion: 'v2' }), { code: 'not_supported', message: /signatureVersion/ });
});

test('clients/x, global, lib/core and the message of maintenance', { skip }, async () => {
  const text = `
    const AWS = require('keyward/aws-sdk');
    const all = ['clients/s3', 'clients/cloudwatchlogs', 'clients/all', 'global', 'lib/core'].map((name) => require('keyward/aws-sdk/' + name));
    require('keyward/aws-sdk/lib/maintenance_mode_message').suppress = true;
    process.stdout.write(String(all[0] === AWS.S3 && all[1] === AWS.CloudWatchLogs && all.slice(2).every((one) => one === AWS)));
    import('keyward/aws-sdk').then((esm) => process.stdout.write(' ' + (esm.default === AWS)));`;
  assert.equal(await run(text, {}), 'true true');
});

test('a client of before its shapes were told names what to install', { skip }, async () => {
  const place = join(folder, 'node_modules', '@aws-sdk', 'client-sqs');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), '{"name":"@aws-sdk/client-sqs","main":"index.js"}');
  await writeFile(join(place, 'index.js'), 'exports.SQSClient = class { send() {} }; exports.SendMessageCommand = class { resolveMiddleware() {} };');
  const program = join(folder, 'program.cjs');
  const facadeFile = createRequire(import.meta.url).resolve('keyward/aws-sdk');
  await writeFile(program, `try { new (require(${JSON.stringify(facadeFile)}).SQS)({ region: 'x' }); } catch (err) { console.log(err.code, err.hint); }`);
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  assert.equal(stdout, 'not_supported npm install @aws-sdk/client-sqs@latest\n');
});

test('a service may be extended, in both ways', { skip }, () => {
  class Modern extends facade.SNS {
    shout(text) {
      return this.publish({ Message: text.toUpperCase() });
    }
  }
  const Old = facade.util.inherit(facade.SNS, { shout: Modern.prototype.shout });
  for (const Class of [Modern, Old]) {
    const sns = new Class({ region: 'us-east-1' });
    assert.ok(sns instanceof facade.SNS);
    assert.deepEqual(sns.shout('x').params, { Message: 'X' });
  }
});
