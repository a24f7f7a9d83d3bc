// Operations: the same calls on SDK v2 and on keyward/aws-sdk.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { failure, run, same, sandbox, seen, skip } from './support.mjs';

let box;
before(async () => {
  if (!skip) box = await sandbox();
});
after(() => box?.stop());

test('results have the same shape: promises', { skip }, async () => {
  await same(async (AWS, name) => {
    const s3 = new AWS.S3(box.config);
    const Bucket = `results-${name}`;
    const made = await s3.createBucket({ Bucket }).promise();
    const put = await s3.putObject({ Bucket, Key: 'a b+c/ü', Body: 'hello', ContentType: 'text/plain', Metadata: { x: 'y' } }).promise();
    const got = await s3.getObject({ Bucket, Key: 'a b+c/ü' }).promise();
    assert.ok(Buffer.isBuffer(got.Body));
    const listed = await s3.listObjectsV2({ Bucket }).promise();
    return JSON.parse(JSON.stringify([made, put, got, listed]).replaceAll(Bucket, 'BUCKET'));
  });
});

test('results of the query protocols, and lists that AWS leaves out', { skip }, async () => {
  await same((AWS) => new AWS.STS(box.config).getCallerIdentity().promise());
  await same((AWS) => new AWS.EC2(box.config).describeInstances().promise());
  await same((AWS) => new AWS.IAM(box.config).listUsers({}).promise());
  await same((AWS) => new AWS.SNS(box.config).listTopics({}).promise());
});

test('callbacks have the response as this', { skip }, async () => {
  await same(
    (AWS) =>
      new Promise((resolve) => {
        new AWS.STS(box.config).getCallerIdentity(function (err, data) {
          resolve({ err, data, same: this.data === data, status: this.httpResponse.statusCode, id: typeof this.requestId });
        });
      }),
  );
});

test('send, $response and requestId', { skip }, async () => {
  await same(async (AWS) => {
    const data = await new AWS.STS(box.config).getCallerIdentity().promise();
    return { listed: Object.keys(data), response: data.$response.constructor.name, id: data.$response.requestId === data.ResponseMetadata.RequestId };
  });
});

test('errors of services', { skip }, async () => {
  await same((AWS) => failure(new AWS.IAM(box.config).getUser({ UserName: 'nobody' }).promise()));
  await same((AWS) => failure(new AWS.EC2(box.config).describeInstances({ InstanceIds: ['i-00000000000000000'] }).promise()));
  await same((AWS) => failure(new AWS.SSM(box.config).getParameter({ Name: 'none' }).promise()));
});

test('errors of parameters', { skip }, async () => {
  const wrong = [
    {},
    { Names: 'a' },
    { Names: ['a', 5] },
    { Names: [], Nonsense: 1 },
    { Names: ['a'], WithDecryption: 'yes' },
    { Names: null },
  ];
  for (const params of wrong) {
    await same(async (AWS) => {
      const err = await new AWS.SSM(box.config).getParameters(params).promise().catch((caught) => caught);
      return { ...seen(err), errors: err.errors?.map(seen) };
    });
  }
});

test('parameters that are checked may be written in other ways', { skip }, async () => {
  await same(async (AWS) => {
    const ec2 = new AWS.EC2({ ...box.config, paramValidation: false });
    return (await ec2.describeInstances({ MaxResults: '5', Filters: [{ Name: 'instance-state-name', Values: ['running'] }] }).promise()).Reservations;
  });
});

test('what a callback throws reaches the program, and not a promise of ours', { skip }, async () => {
  const program = `
    const AWS = require('keyward/aws-sdk');
    process.on('uncaughtException', (err) => console.log('uncaught', err.message));
    process.on('unhandledRejection', () => console.log('unhandled'));
    new AWS.STS(JSON.parse(process.env.CONFIG)).getCallerIdentity(() => { throw new Error('of the program'); });`;
  assert.equal(await run(program, box.config), 'uncaught of the program\n');
});
