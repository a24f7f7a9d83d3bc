// An object is put and read, with callbacks.
const AWS = require('aws-sdk');

const s3 = new AWS.S3({ region: 'us-east-1' });
const Bucket = 'article-bucket';
const Key = 'notes/hello world.txt';

function fail(err) {
  console.error(`error: ${err.code} (${err.statusCode})`);
  process.exitCode = 1;
}

s3.putObject({ Bucket, Key, Body: 'Hello from Node.js', ContentType: 'text/plain' }, (err, put) => {
  if (err) return fail(err);
  console.log(`put ${Key}, ETag ${put.ETag}`);
  s3.getObject({ Bucket, Key }, (err, got) => {
    if (err) return fail(err);
    console.log(`got ${got.ContentLength} bytes of ${got.ContentType}: ${got.Body.toString('utf-8')}`);
    s3.getObject({ Bucket, Key: 'no such key' }, (err) => {
      console.log(`and nothing where nothing is: ${err.code} (${err.statusCode})`);
    });
  });
});
