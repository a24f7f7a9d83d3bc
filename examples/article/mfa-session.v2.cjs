// A session with MFA, by the code that the device shows now:
//
//   node mfa-session.v2.cjs 123456
const AWS = require('aws-sdk');

AWS.config.update({ region: 'us-east-1' });

const [TokenCode] = process.argv.slice(2);
const SerialNumber = 'arn:aws:iam::123456789012:mfa/operator';

async function main() {
  // Without MFA this user may ask for a session, and for nothing else.
  await new AWS.S3()
    .listBuckets()
    .promise()
    .catch((err) => console.log(`without MFA: ${err.code}`));

  const { Credentials } = await new AWS.STS()
    .getSessionToken({ SerialNumber, TokenCode, DurationSeconds: 900 })
    .promise();
  AWS.config.credentials = new AWS.Credentials(
    Credentials.AccessKeyId,
    Credentials.SecretAccessKey,
    Credentials.SessionToken,
  );

  const { Buckets } = await new AWS.S3().listBuckets().promise();
  console.log(`with MFA: ${Buckets.length} bucket(s)`);
}

main().catch((err) => {
  console.error(`error: ${err.code}: ${err.message}`);
  process.exitCode = 1;
});
