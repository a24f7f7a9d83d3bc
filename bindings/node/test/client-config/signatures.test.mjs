// Every signature of clientConfig() judged by the sandbox, which verifies as AWS does; the SDK's own signer stays silent.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { clientConfig } from 'keyward';
import { startSandbox } from 'keyward/sandbox';
import { becomeAdmin, sdk, seed, skip } from '../support/role-account.mjs';

let sandbox;
before(async () => {
  if (skip) return;
  sandbox = await startSandbox({ seed });
  becomeAdmin(sandbox);
});
after(() => sandbox?.stop());

const KEY = { params: { RoleArn: 'arn:aws:iam::123456789012:role/app', RoleSessionName: 'me' } };
const KEYS = ['plain', 'a b', 'a+b=c', 'ü/€/日本', 'a//b', './../c', "!'()*~", 'a%20b', 'a&b?c#d', ' begin', 'end ', 'x'.repeat(900), '"<>\\^`{|}', 'line\nbreak'];

/** A client whose own signer must not be asked. */
function client(Client, options, more) {
  const made = new Client({ ...clientConfig(options), maxAttempts: 1, ...more });
  made.config.signer = () => assert.fail('the signer of the SDK was asked');
  return made;
}

async function text(body) {
  return body.transformToString();
}

for (const [who, options] of [['a key', undefined], ['a session', KEY]]) {
  for (const key of KEYS) {
    test(`S3 by ${who}: ${JSON.stringify(key.slice(0, 20))}`, { skip }, async () => {
      const s3sdk = sdk('@aws-sdk/client-s3');
      const s3 = client(s3sdk.S3Client, options, { forcePathStyle: true });
      const Bucket = `signatures-${KEYS.indexOf(key)}-${who.replace(' ', '-')}`;
      const call = (name, more) => s3.send(new s3sdk[`${name}Command`]({ Bucket, ...more }));
      await call('CreateBucket');
      await call('PutObject', { Key: key, Body: 'body', Metadata: { note: 'two  blanks', 'with-equals': 'a=b;c' }, ContentType: 'text/plain; charset="utf-8"' });
      assert.equal(await text((await call('GetObject', { Key: key })).Body), 'body');
      assert.equal((await call('GetObject', { Key: key, Range: 'bytes=1-2', ResponseContentDisposition: 'attachment; filename="ü b.txt"' })).ContentLength, 2);
      assert.equal((await call('HeadObject', { Key: key })).Metadata.note, 'two  blanks');
      const listed = await call('ListObjectsV2', { Prefix: key.slice(0, 3), Delimiter: '\t', EncodingType: 'url' });
      assert.equal(listed.KeyCount, 1);
      await call('CopyObject', { Key: `copy of ${key}`.slice(0, 1000), CopySource: `${Bucket}/${encodeURIComponent(key)}` });
      await call('PutObjectTagging', { Key: key, Tagging: { TagSet: [{ Key: 'a b', Value: 'ü+=' }] } });
      await call('DeleteObjects', { Delete: { Objects: [{ Key: key }], Quiet: true } });
      await assert.rejects(call('GetObject', { Key: key }), { name: 'NoSuchKey' });
      s3.destroy();
    });
  }
}

test('S3 bodies: bytes, streams with trailing checksums, multipart, empty, unsigned', { skip }, async () => {
  const s3sdk = sdk('@aws-sdk/client-s3');
  const s3 = client(s3sdk.S3Client, KEY, { forcePathStyle: true });
  const Bucket = 'bodies';
  const call = (name, more) => s3.send(new s3sdk[`${name}Command`]({ Bucket, Key: 'k', ...more }));
  const got = async () => text((await call('GetObject', { ChecksumMode: 'ENABLED' })).Body);
  await call('CreateBucket', { Key: undefined });
  for (const Body of ['', 'ü€', Buffer.from('bytes'), new Uint8Array([65, 66])]) {
    await call('PutObject', { Body });
    assert.equal(await got(), Buffer.from(Body).toString());
  }
  for (const ChecksumAlgorithm of ['CRC32', 'SHA256']) {
    await call('PutObject', { Body: Readable.from([Buffer.from('a stream')]), ContentLength: 8, ChecksumAlgorithm });
    assert.equal(await got(), 'a stream');
  }
  const { Upload } = sdk('@aws-sdk/lib-storage');
  const Body = Readable.from([Buffer.alloc(6 << 20, 'x')]);
  await new Upload({ client: s3, params: { Bucket, Key: 'k', Body } }).done();
  assert.equal((await got()).length, 6 << 20);
  s3.destroy();
});

test('URLs that the SDK presigns from such a client', { skip }, async () => {
  const s3sdk = sdk('@aws-sdk/client-s3');
  const { getSignedUrl } = sdk('@aws-sdk/s3-request-presigner');
  for (const options of [undefined, KEY]) {
    const s3 = new s3sdk.S3Client({ ...clientConfig(options), forcePathStyle: true });
    await s3.send(new s3sdk.CreateBucketCommand({ Bucket: 'presigned' })).catch((error) => assert.equal(error.name, 'BucketAlreadyOwnedByYou'));
    for (const Key of ['a b+ü', "x'()*!"]) {
      const put = await getSignedUrl(s3, new s3sdk.PutObjectCommand({ Bucket: 'presigned', Key }));
      assert.equal((await fetch(put, { method: 'PUT', body: 'hello' })).status, 200);
      const get = await getSignedUrl(s3, new s3sdk.GetObjectCommand({ Bucket: 'presigned', Key }), { expiresIn: 60 });
      assert.equal(await (await fetch(get)).text(), 'hello');
    }
    s3.destroy();
  }
});

test('STS, IAM, SNS, EC2, SSM, Secrets Manager: queries, JSON, odd characters', { skip }, async () => {
  const odd = 'a b+c=d&ü€"\'(*)~%20';
  const CALLS = [
    ['sts', 'STSClient', [['GetCallerIdentity', {}], ['AssumeRole', { RoleArn: KEY.params.RoleArn, RoleSessionName: 'a=b,c@d', Tags: [{ Key: 'team', Value: 'ü+ =' }] }]]],
    ['iam', 'IAMClient', [['CreateUser', { UserName: 'odd+=,.@-user', Path: '/a/b/' }], ['TagUser', { UserName: 'odd+=,.@-user', Tags: [{ Key: 'ü', Value: 'a b+=' }] }], ['ListUsers', { PathPrefix: '/a/' }], ['DeleteUser', { UserName: 'odd+=,.@-user' }]]],
    ['sns', 'SNSClient', [['CreateTopic', { Name: 'topic' }], ['Publish', { PhoneNumber: '+12065550100', Message: odd }]]],
    ['ec2', 'EC2Client', [['DescribeInstances', { Filters: [{ Name: 'tag:a b', Values: [odd] }] }], ['DescribeRegions', {}]]],
    ['ssm', 'SSMClient', [['PutParameter', { Name: '/a/b', Value: odd, Type: 'String' }], ['GetParameter', { Name: '/a/b' }]]],
    ['secrets-manager', 'SecretsManagerClient', [['CreateSecret', { Name: 'db/pass', SecretString: odd }], ['GetSecretValue', { SecretId: 'db/pass' }]]],
  ];
  for (const [name, Client, calls] of CALLS) {
    const service = sdk(`@aws-sdk/client-${name}`);
    for (const options of [undefined, KEY]) {
      const made = client(service[Client], options);
      for (const [operation, input] of calls) {
        if (options === undefined || !/^(Create|Delete|Tag)/.test(operation)) {
          const done = made.send(new service[`${operation}Command`](operation.startsWith('PutParameter') ? { ...input, Overwrite: true } : input));
          await done.catch((error) => assert.fail(`${name} ${operation}: ${error.name} ${error.message}`));
        }
      }
      made.destroy();
    }
  }
});

test('operations without a signature stay without one', { skip }, async () => {
  const { AssumeRoleWithWebIdentityCommand, STSClient } = sdk('@aws-sdk/client-sts');
  const sts = client(STSClient);
  const asked = sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn: KEY.params.RoleArn, RoleSessionName: 'x', WebIdentityToken: 'a.b.c' }));
  await assert.rejects(asked, ({ name }) => name === 'ValidationError' || name === 'InvalidIdentityToken');
});

test('a clock that is behind by an hour is corrected by the answer, as in the SDK', { skip }, async (t) => {
  const { GetCallerIdentityCommand, STSClient } = sdk('@aws-sdk/client-sts');
  const now = Date.now.bind(Date);
  t.mock.method(Date, 'now', () => now() - 3_600_000);
  const sts = client(STSClient, undefined, { maxAttempts: 2 });
  assert.ok((await sts.send(new GetCallerIdentityCommand({}))).Arn);
  assert.ok(Math.abs(sts.config.systemClockOffset - 3_600_000) < 60_000);
  assert.equal((await sts.send(new GetCallerIdentityCommand({}))).$metadata.attempts, 1);
});

test('SigV4A and S3 Express are left to the signer of the SDK', { skip }, async () => {
  const { S3Client } = sdk('@aws-sdk/client-s3');
  const { HttpRequest } = sdk('@smithy/core/protocols');
  const s3 = new S3Client(clientConfig());
  const [sigv4, ...others] = s3.config.httpAuthSchemes;
  assert.deepEqual([sigv4.schemeId, ...others.map(({ schemeId }) => schemeId)], ['aws.auth#sigv4', 'aws.auth#sigv4a']);
  let asked = 0;
  const signer = { sign: async (request) => ((asked += 1), request) };
  const config = { ...s3.config, signer: async () => signer, systemClockOffset: 0 };
  for (const name of ['sigv4a', 'sigv4-s3express']) {
    const context = { endpointV2: { properties: { authSchemes: [{ name }] } } };
    await sigv4.signer.sign(new HttpRequest({ hostname: 'x' }), await s3.config.credentials(), { config, context });
  }
  assert.equal(asked, 2);
});

test('it is plain: spread, overridden, shared, and a client with credentials of its own signs by those', { skip }, async () => {
  const { GetCallerIdentityCommand, STSClient } = sdk('@aws-sdk/client-sts');
  const shared = clientConfig(KEY);
  assert.equal(Object.getPrototypeOf(shared), Object.prototype);
  const arn = async (config) => (await client(STSClient, undefined, config).send(new GetCallerIdentityCommand({}))).Arn;
  assert.match(await arn(shared), /assumed-role\/app\/me/);
  assert.match(await arn({ ...shared, credentials: sandbox.credentials }), /user\/admin/);
  assert.match(await arn({ ...shared, credentials: async () => sandbox.credentials }), /user\/admin/);
});

test('the region: the profile\'s, the environment\'s, the program\'s; none is told', { skip }, async () => {
  const { region } = clientConfig();
  assert.equal(await region(), sandbox.region);
  assert.equal(await clientConfig({ clientConfig: { region: 'eu-west-3' } }).region(), 'eu-west-3');
  const before = process.env.AWS_REGION;
  delete process.env.AWS_REGION;
  try {
    await assert.rejects(clientConfig().region(), (error) => error.code === 'invalid_argument' && /AWS_REGION/.test(error.hint));
  } finally {
    process.env.AWS_REGION = before;
  }
});
