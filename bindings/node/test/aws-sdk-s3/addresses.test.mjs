// Which host and path a URL has, by the rules of buckets' names and of settings. Nothing is sent.
import { test } from 'node:test';
import { attempt, same, skip } from './support.mjs';

const CASES = [
  [{}, 'plain-bucket'],
  [{ region: 'eu-west-1' }, 'plain-bucket'],
  [{ region: 'eu-west-1' }, 'with.dots'],
  [{ region: 'eu-west-1' }, 'UpperCase'],
  [{ region: 'eu-west-1', s3ForcePathStyle: true }, 'plain-bucket'],
  [{ region: 'eu-west-1', useDualstackEndpoint: true }, 'plain-bucket'],
  [{ region: 'eu-west-1', useAccelerateEndpoint: true }, 'plain-bucket'],
  [{ region: 'cn-north-1' }, 'plain-bucket'],
  [{ region: 'us-gov-west-1', useFipsEndpoint: true }, 'plain-bucket'],
  [{ region: 'eu-west-1', endpoint: 'https://storage.example.com' }, 'plain-bucket'],
  [{ region: 'eu-west-1', endpoint: 'https://storage.example.com/base', s3ForcePathStyle: true }, 'plain-bucket'],
  [{ region: 'us-east-1', s3UsEast1RegionalEndpoint: 'regional' }, 'plain-bucket'],
  [{ region: 'us-west-2' }, 'arn:aws:s3:us-west-2:123456789012:accesspoint/mine'],
];

for (const [settings, Bucket] of CASES) {
  test(`${Bucket} ${JSON.stringify(settings)}`, { skip }, () =>
    same((_s3, _bucket, AWS) => {
      const credentials = new AWS.Credentials('AKIAIOSFODNN7EXAMPLE', 'secret');
      const s3 = new AWS.S3({ region: 'us-east-1', credentials, signatureVersion: 'v4', ...settings });
      return attempt(() => s3.getSignedUrl('getObject', { Bucket, Key: 'a/b' }).replace(/\?.*/, ''));
    }));
}
