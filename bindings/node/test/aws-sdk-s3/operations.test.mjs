// What S3 does in a way of its own: errors without a body, other regions, bodies, old spellings.
import assert from 'node:assert/strict';
import { mkdtempSync, createReadStream, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { end, same, skip } from './support.mjs';

test('what is not there', { skip }, async () => {
  const [head] = await same((s3) =>
    Promise.all(
      [
        s3.headObject({ Key: 'none' }),
        s3.headBucket({ Bucket: 'nobody-has-it' }),
        s3.getObject({ Key: 'none' }),
        s3.getBucketLocation({ Bucket: 'nobody-has-it' }),
        s3.getBucketLocation(),
        s3.copyObject({ Key: 'copy', CopySource: '/nobody-has-it/x' }),
      ].map((request) => end(request.promise())),
    ),
  );
  assert.deepEqual([head.code, head.statusCode, head.message], ['NotFound', 404, null]);
});

test('bodies of every kind that SDK v2 takes', { skip }, () =>
  same(async (s3) => {
    const got = [];
    for (const Body of ['text', '', Buffer.from('bytes'), new Uint8Array([1, 2])]) {
      await s3.putObject({ Key: 'body', Body }).promise();
      const { Body: back, ContentType } = await s3.getObject({ Key: 'body' }).promise();
      got.push([back.length, Buffer.isBuffer(back), ContentType]);
    }
    return got;
  }));

test('a file is sent as a stream', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-s3-'));
  const file = join(folder, 'file');
  writeFileSync(file, 'in a file');
  const text = await same(async (s3) => {
    await s3.putObject({ Key: 'file', Body: createReadStream(file) }).promise();
    return (await s3.getObject({ Key: 'file' }).promise()).Body.toString();
  });
  rmSync(folder, { recursive: true });
  assert.equal(text, 'in a file');
});

test('a prefix in the name of the bucket', { skip }, () =>
  same(async (s3, Bucket) => {
    await s3.putObject({ Bucket: `${Bucket}/old/style`, Key: 'k', Body: 'x' }).promise();
    const { Contents } = await s3.listObjectsV2({ Prefix: 'old' }).promise();
    return [Contents.map(({ Key }) => Key), await end(s3.listObjectsV2({ Bucket: `${Bucket}/x` }).promise())];
  }));

test("a customer's own key goes over TLS only", { skip }, async () => {
  const { code } = await same((s3) =>
    end(s3.putObject({ Key: 'k', Body: 'x', SSECustomerAlgorithm: 'AES256', SSECustomerKey: Buffer.alloc(32) }).promise()));
  assert.equal(code, 'ConfigError');
});

test('lists, deletions and copies', { skip }, () =>
  same(async (s3, Bucket) => {
    await s3.putObject({ Key: 'from here', Body: 'x' }).promise();
    const CopySource = encodeURI(`/${Bucket}/from here`);
    const { CopyObjectResult } = await s3.copyObject({ Key: 'to', CopySource }).promise();
    const Objects = [{ Key: 'to' }, { Key: 'none' }];
    return [CopyObjectResult.ETag, await s3.deleteObjects({ Delete: { Objects } }).promise()];
  }));

/** A server that says what a table has for the n-th request, and notes what was asked. */
async function answering(answers, work) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push([request.method, request.url, request.headers.authorization?.match(/Credential=[^/]*\/\d+\/([^/]*)/)?.[1]]);
    const [status, headers, body] = answers[Math.min(asked.length, answers.length) - 1];
    request.resume().on('end', () => response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return [await work(`http://127.0.0.1:${server.address().port}`), asked.map(([method, url, region]) => [method, url.replace(/\?x-id=.*/, ''), region])];
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const xml = (code, more = '') => `<Error><Code>${code}</Code><Message>m &amp; n</Message>${more}</Error>`;
const client = (AWS, endpoint) => {
  const s3 = new AWS.S3({ endpoint, region: 'us-east-1', s3ForcePathStyle: true, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x', retryDelayOptions: { base: 1 } });
  s3.clearBucketRegionCache();
  return s3;
};
const asking = (answers, ask) => same((_s3, _bucket, AWS) => answering(answers, (endpoint) => end(ask(client(AWS, endpoint)))));

test('a bucket in another region is asked there, and from then on at once', { skip }, async () => {
  const elsewhere = [301, { 'x-amz-bucket-region': 'eu-west-1' }, xml('PermanentRedirect')];
  const [, asked] = await asking([elsewhere, [200, {}, 'a'], [200, {}, 'b']], async (s3) => {
    await s3.getObject({ Bucket: 'b', Key: '1' }).promise();
    return (await s3.getObject({ Bucket: 'b', Key: '2' }).promise()).Body.toString();
  });
  assert.deepEqual(asked.map(([, , region]) => region), ['us-east-1', 'eu-west-1', 'eu-west-1']);
});

test('the region may be in the body, or has to be asked for', { skip }, async () => {
  await asking([[400, {}, xml('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>')], [200, {}, 'a']], (s3) =>
    s3.getObject({ Bucket: 'b', Key: 'k' }).promise().then(({ Body }) => Body.toString()));
  await asking([[301, {}, xml('PermanentRedirect')], [200, { 'x-amz-bucket-region': 'eu-west-1' }, ''], [200, {}, 'a']], (s3) =>
    s3.getObject({ Bucket: 'b', Key: 'k' }).promise().then(({ Body }) => Body.toString()));
});

test('an error behind a 200 is an error, and tried again', { skip }, async () => {
  const result = '<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>';
  const [copied, asked] = await asking([[200, {}, xml('InternalError')], [200, {}, result]], (s3) =>
    s3.copyObject({ Bucket: 'b', Key: 'k', CopySource: '/a/b' }).promise());
  assert.deepEqual([copied.CopyObjectResult.ETag, asked.length], ['"e"', 2]);
});

test('errors without a body have a code', { skip }, async () => {
  for (const status of [304, 400, 403, 404, 412]) {
    await asking([[status, {}, '']], (s3) => s3.headObject({ Bucket: 'b', Key: 'k' }).promise());
  }
});

// SDK v2 also writes a warning.
test("an expiry that is no date is nobody's error", { skip }, () =>
  asking([[200, { expires: 'never' }, 'a']], (s3) => s3.getObject({ Bucket: 'b', Key: 'k' }).promise().then(({ Expires }) => String(Expires))));
