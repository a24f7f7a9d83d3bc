// One sandbox, and for each SDK a bucket of its own.
import { after, before } from 'node:test';
import { same as compared, sandbox, skip } from '../aws-sdk/support.mjs';

export { skip };

export let box;
before(async () => {
  if (!skip) box = await sandbox();
});
after(() => box?.stop());

/** `run(s3, Bucket, AWS)` gives the same on both; the bucket's name is told as `BUCKET`, the endpoint as `HOST`. */
export function same(run) {
  return compared(async (AWS, name) => {
    const Bucket = `bucket-${name}`;
    const s3 = new AWS.S3({ ...box.config, signatureVersion: 'v4', params: { Bucket } });
    await s3.createBucket().promise().catch(() => {});
    const told = JSON.stringify(await run(s3, Bucket, AWS)) ?? 'null';
    return JSON.parse(told.replaceAll(Bucket, 'BUCKET').replaceAll(new URL(box.endpoint).host, 'HOST'));
  });
}

/** What went wrong, as a program sees it. */
export const told = ({ code, name, message, statusCode, region, retryable }) => ({ code, name, message, statusCode, region, retryable });

/** What a promise ended with, whichever way. */
export const end = (promise) => promise.catch(told);

/** What a function ended with. */
export function attempt(work) {
  try {
    return work();
  } catch (error) {
    return told(error);
  }
}
