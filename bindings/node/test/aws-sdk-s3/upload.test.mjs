// `s3.upload` and `AWS.S3.ManagedUpload`.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { attempt, box, end, same, skip } from './support.mjs';

const MIB = 1024 * 1024;
const LARGE = Buffer.alloc(11 * MIB, 'x');
const chunks = (count, size) => Readable.from((function* () {
  for (let made = 0; made < count; made += 1) yield Buffer.alloc(size, 'y');
})(), { objectMode: false });

test('a small body is one request', { skip }, async () => {
  const [data] = await same(async (s3) => {
    const heard = [];
    const upload = s3.upload({ Key: 'small', Body: 'hello', ContentType: 'text/x' }, { tags: [{ Key: 'a b', Value: '1' }] });
    upload.on('httpUploadProgress', (progress) => heard.push(progress));
    return [await upload.promise(), heard, await s3.getObjectTagging({ Key: 'small' }).promise()];
  });
  assert.equal(data.Location, 'http://HOST/BUCKET/small');
});

test('a large body goes in parts, and tells how far it is', { skip }, async () => {
  const [, , head] = await same(async (s3) => {
    const heard = [];
    const upload = s3.upload({ Key: 'large/x', Body: LARGE, ContentType: 'a/b' }, { tags: [{ Key: 'n', Value: 1 }] });
    upload.on('httpUploadProgress', (progress) => heard.push(progress));
    const { Location, Key, Bucket, ETag } = await upload.promise();
    const { loaded, total } = heard.at(-1);
    const { ContentLength, ContentType } = await s3.headObject({ Key }).promise();
    const { TagSet } = await s3.getObjectTagging({ Key }).promise();
    return [{ Location, Key, Bucket, ETag }, { loaded, total }, { ContentLength, ContentType, TagSet }];
  });
  assert.equal(head.ContentLength, LARGE.length);
});

test('streams of any length', { skip }, async () => {
  const lengths = await same(async (s3) => {
    const sent = [];
    for (const [Key, Body] of Object.entries({ s0: chunks(0, 1), s1: chunks(3, 7), s2: chunks(110, 100 * 1024), s3: chunks(10, MIB) })) {
      await s3.upload({ Key, Body }, { queueSize: 2 }).promise();
      sent.push((await s3.getObject({ Key }).promise()).Body.length);
    }
    return sent;
  });
  assert.deepEqual(lengths, [0, 21, 110 * 100 * 1024, 10 * MIB]);
});

test('by callback, and by the class', { skip }, () =>
  same(async (s3, Bucket, { S3 }) => [
    await new Promise((resolve) => s3.upload({ Key: 'cb', Body: Buffer.from('x') }, (err, { Key }) => resolve([err, Key]))),
    await new Promise((resolve) => new S3.ManagedUpload({ service: s3, params: { Bucket, Key: 'class', Body: 'x' } }).send((err, { Key }) => resolve([err, Key]))),
    [S3.ManagedUpload.prototype.minPartSize, S3.ManagedUpload.prototype.maxTotalParts],
  ]));

test('mistakes and refusals', { skip }, async () => {
  const ends = await same(async (s3) => [
    attempt(() => s3.upload({ Key: 'k' })),
    attempt(() => s3.upload({ Key: 'k', Body: 'a' }, { partSize: 3 })),
    attempt(() => s3.upload({ Key: 'k', Body: 'a' }, { tags: 'x' })),
    await end(s3.upload({ Bucket: 'nobody-has-it', Key: 'k', Body: 'a' }).promise()),
    await end(s3.upload({ Bucket: 'nobody-has-it', Key: 'k', Body: LARGE }).promise()),
    await end(s3.upload({ Key: 'k', Body: LARGE, ContentMD5: 'x' }).promise()),
  ]);
  assert.equal(ends[3].code, 'NoSuchBucket');
});

test('an upload that is stopped leaves nothing behind', { skip }, async () => {
  const [stopped, left] = await same(async (s3) => {
    const upload = s3.upload({ Key: 'stopped', Body: LARGE });
    // Not before there is something to leave.
    const begun = new Promise((resolve) => upload.on('httpUploadProgress', resolve));
    const ended = end(upload.promise());
    await begun;
    upload.abort();
    return [await ended, await until(() => s3.listMultipartUploads().promise(), ({ Uploads }) => Uploads.length === 0)];
  });
  assert.equal(stopped.code, 'RequestAbortedError');
  assert.equal(left.Uploads.length, 0);
});

test('parts that were left are not sent again', { skip }, async () => {
  const sent = await same(async (s3, Bucket) => {
    await box.control.addFault({ service: 's3', operation: 'UploadPart', kind: 'unavailable', count: 1 });
    const upload = s3.upload({ Key: 'again', Body: LARGE }, { leavePartsOnError: true, queueSize: 1 });
    const failed = await end(upload.promise());
    const left = await s3.listMultipartUploads().promise();
    const { Key } = await upload.promise();
    return [failed.statusCode, left.Uploads.length, Key, Bucket];
  });
  assert.deepEqual(sent, [503, 1, 'again', 'BUCKET']);
});

/** Asks until it is so, or for a while. */
async function until(ask, isSo) {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask();
    if (isSo(answer) || attempt === 50) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
