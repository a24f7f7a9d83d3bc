// The order of a request's events, where S3 has listeners of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { box, end, same, skip } from './support.mjs';

const EVENTS = [
  'validate', 'build', 'afterBuild', 'sign', 'send', 'httpHeaders', 'httpData', 'httpDone', 'validateResponse', 'extractData',
  'extractError', 'retry', 'afterRetry', 'success', 'error', 'complete',
];

/** What a request went through, and how it ended. Chunks of one body count once. */
async function history(request) {
  const order = [];
  for (const event of EVENTS) request.on(event, () => order.at(-1) !== event && order.push(event));
  const { code, statusCode } = await end(request.promise());
  return { order, code, statusCode };
}

const both = (make) => same((s3, bucket, AWS) => history(make(s3, bucket, AWS)));

test('a success', { skip }, async () => {
  const { order } = await both((s3) => s3.putObject({ Key: 'k', Body: 'x' }));
  assert.equal(order.at(-2), 'success');
});

test('an error with a body, and one without', { skip }, async () => {
  const { code } = await both((s3) => s3.getObject({ Key: 'none' }));
  assert.equal(code, 'NoSuchKey');
  await both((s3) => s3.headObject({ Key: 'none' }));
});

test('parameters that are wrong', { skip }, () => both((s3) => s3.getObject({})));

test('a fault that passes', { skip }, async () => {
  const { order } = await same(async (_s3, Bucket, AWS) => {
    const s3 = new AWS.S3({ ...box.config, maxRetries: 2, retryDelayOptions: { base: 1 } });
    await box.control.addFault({ service: 's3', operation: 'ListObjectsV2', kind: 'unavailable', count: 1 });
    return history(s3.listObjectsV2({ Bucket }));
  });
  assert.deepEqual(order.filter((event) => event === 'sign' || event === 'afterRetry'), ['sign', 'afterRetry', 'sign']);
});

test('a request that is stopped while its answer comes', { skip }, async () => {
  const { code } = await both((s3) => {
    const request = s3.listBuckets();
    return request.on('httpHeaders', () => request.abort());
  });
  assert.equal(code, 'RequestAbortedError');
});
