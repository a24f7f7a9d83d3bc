// SDK for JavaScript v2 through its own default chain: nothing of keyward in the code.
//
//   keyward link app        once: [profile app] gets a credential_process pointer
//   AWS_SDK_LOAD_CONFIG=1 AWS_PROFILE=app BUCKET=my-bucket node app.cjs
//
// AWS_SDK_LOAD_CONFIG=1 makes v2 read ~/.aws/config, where the pointer stands. Do not name
// `new AWS.SharedIniFileCredentials()` in the code: that class ignores credential_process.
//
// npm i aws-sdk
const AWS = require('aws-sdk');

// v2 knows no AWS_ENDPOINT_URL. Without this line it calls public AWS, sandbox or not.
const endpoint = process.env.AWS_ENDPOINT_URL;
if (endpoint) AWS.config.update({ endpoint, s3ForcePathStyle: true });

async function main() {
  const { Arn } = await new AWS.STS().getCallerIdentity().promise();
  console.log(`sts: ${Arn}`);
  const { BUCKET: Bucket } = process.env;
  if (!Bucket) return;
  const s3 = new AWS.S3();
  const object = { Bucket, Key: 'greetings/hello-v2.txt' };
  await s3.putObject({ ...object, Body: 'hello from SDK v2' }).promise();
  const { Body } = await s3.getObject(object).promise();
  console.log(`s3: got back "${Body.toString()}"`);
}

main().catch((error) => {
  console.error(`error: ${error.message} (${error.code})`);
  process.exitCode = 1;
});
