// A Lambda function: the client is made once, outside the handler, and used by every invocation. On Lambda
// `fromKeyward()` finds the function's role in the environment; on a laptop the same line finds the profile.
//
// npm i keyward @aws-sdk/client-s3
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fromKeyward } from 'keyward';

const s3 = new S3Client({ credentials: fromKeyward() });

/** `{ bucket, key }` to the text of the object. */
export async function handler({ bucket, key }) {
  const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return { statusCode: 200, contentType: ContentType, body: await Body.transformToString() };
}
