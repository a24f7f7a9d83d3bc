// Signed URLs and forms, made without waiting.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attempt, end, same, skip } from './support.mjs';

const ODD = "a b/+=ü'(x).txt";

/** The parts of a URL that are the same each time. Beside what SDK v2 says, SDK v3 and keyward name the payload's hash. */
function parts(url) {
  const { pathname, searchParams } = new URL(url);
  const fixed = [...searchParams].filter(([name]) => !/^X-Amz-(Signature|Date|Credential|Content-Sha256)$/.test(name));
  return { pathname, query: Object.fromEntries(fixed.sort()) };
}

test('a URL for an object with an odd key', { skip }, async () => {
  const { status, type, text } = await same(async (s3) => {
    await s3.putObject({ Key: ODD, Body: 'hi' }).promise();
    const url = s3.getSignedUrl('getObject', { Key: ODD, ResponseContentType: 'a/b', Expires: 60 });
    const answer = await fetch(url);
    return { ...parts(url), status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  });
  assert.deepEqual([status, type, text], [200, 'a/b', 'hi']);
});

test('URLs for other operations', { skip }, async () => {
  const made = await same(async (s3) => {
    await s3.putObject({ Key: 'one', Body: '1' }).promise();
    const put = s3.getSignedUrl('putObject', { Key: 'put' });
    const list = s3.getSignedUrl('listObjectsV2', { Prefix: 'o' });
    return {
      put: [parts(put), (await fetch(put, { method: 'PUT', body: 'x' })).status],
      list: [parts(list), (await (await fetch(list)).text()).match(/<Key>.*?<\/Key>/g)],
      gone: (await fetch(s3.getSignedUrl('deleteObject', { Key: 'put' }), { method: 'DELETE' })).status,
      later: (await fetch(await s3.getSignedUrlPromise('getObject', { Key: 'one' }))).status,
    };
  });
  assert.deepEqual([made.put[1], made.gone, made.later], [200, 204, 200]);
});

test('headers that a URL names have to be sent', { skip }, async () => {
  const headers = { 'x-amz-meta-one': '1' };
  const { statuses } = await same(async (s3) => {
    const url = s3.getSignedUrl('putObject', { Key: 'meta', Metadata: { One: '1' } });
    const without = await fetch(url, { method: 'PUT', body: 'x' });
    const withThem = await fetch(url, { method: 'PUT', body: 'x', headers });
    return { ...parts(url), statuses: [without.status, withThem.status] };
  });
  assert.deepEqual(statuses, [403, 200]);
});

test('a type that a URL names', { skip }, async () => {
  const { status, type } = await same(async (s3) => {
    const ContentType = 'text/plain';
    const url = s3.getSignedUrl('putObject', { Key: 'typed', ContentType });
    const { status } = await fetch(url, { method: 'PUT', body: 'x', headers: { 'content-type': ContentType } });
    return { ...parts(url), status, type: (await s3.headObject({ Key: 'typed' }).promise()).ContentType };
  });
  assert.deepEqual([status, type], [200, 'text/plain']);
});

test('what a listener adds while a request is built is signed', { skip }, async () => {
  const { query } = await same((s3) => {
    const request = s3.getObject({ Key: 'k' });
    request.on('build', () => {
      request.httpRequest.path += '?versionId=v1';
    });
    return parts(request.presign(60));
  });
  assert.equal(query.versionId, 'v1');
});

test('mistakes are thrown, or handed to the callback', { skip }, async () => {
  const [missing] = await same(async (s3) => [
    attempt(() => s3.getSignedUrl('getObject', {})),
    attempt(() => s3.getSignedUrl('getObject', { Key: '' })),
    attempt(() => s3.getSignedUrl('getObject', { Key: 'k', Expires: '60' })),
    attempt(() => s3.getSignedUrl('getObject', { Key: 'k', Expires: 1e9 })),
    attempt(() => s3.getSignedUrl('putObject', { Key: 'k', ContentLength: 3 })),
    await new Promise((resolve) => s3.getSignedUrl('getObject', {}, (err, url) => resolve([err.code, url]))),
    await end(s3.getSignedUrlPromise('getObject', {})),
  ]);
  assert.equal(missing.code, 'MissingRequiredParameter');
});

test('a form with which a browser uploads', { skip }, async () => {
  const { status } = await same(async (s3) => {
    const { url, fields } = s3.createPresignedPost({ Fields: { key: 'form' }, Conditions: [['content-length-range', 0, 10]] });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob(['abc']));
    const answer = await fetch(url, { method: 'POST', body: form });
    const { conditions } = JSON.parse(Buffer.from(fields.Policy, 'base64'));
    return { url, names: Object.keys(fields), status: answer.status, conditions: conditions.map((one) => Object.keys(one)) };
  });
  assert.equal(status, 204);
});

test('a form to a callback', { skip }, () =>
  same((s3) => new Promise((resolve) => s3.createPresignedPost({}, (err, data) => resolve([err, Object.keys(data.fields)])))));

test('without a bucket there is no form', { skip }, () =>
  same((_s3, _bucket, AWS) => attempt(() => new AWS.S3({ region: 'us-east-1' }).createPresignedPost({}))));
