// Objects are put, listed, read and deleted, with promises.
const AWS = require('aws-sdk');

AWS.config.update({ region: 'us-east-1' });

const s3 = new AWS.S3({ params: { Bucket: 'article-bucket' } });

async function main() {
  await s3.putObject({ Key: 'report.json', Body: JSON.stringify({ total: 3 }) }).promise();
  await s3.putObject({ Key: 'report.bin', Body: Buffer.from([1, 2, 3]), Metadata: { origin: 'article' } }).promise();

  const { Contents } = await s3.listObjectsV2({ Prefix: 'report' }).promise();
  for (const { Key, Size } of Contents) console.log(`${Key} has ${Size} bytes`);

  const { Body } = await s3.getObject({ Key: 'report.json' }).promise();
  console.log(`the total is ${JSON.parse(Body).total}`);

  const { Metadata } = await s3.headObject({ Key: 'report.bin' }).promise();
  console.log(`it comes from the ${Metadata.origin}`);

  const Objects = Contents.map(({ Key }) => ({ Key }));
  const { Deleted } = await s3.deleteObjects({ Delete: { Objects } }).promise();
  console.log(`deleted ${Deleted.length}`);
}

main().catch((err) => {
  console.error(`error: ${err.code}`);
  process.exitCode = 1;
});
