// Credentials of a role, from STS.
const AWS = require('aws-sdk');

AWS.config.update({ region: 'us-east-1' });

const sts = new AWS.STS();
const role = {
  RoleArn: 'arn:aws:iam::123456789012:role/reports',
  RoleSessionName: 'article',
  DurationSeconds: 900,
};

sts.assumeRole(role, (err, data) => {
  if (err) {
    console.error(`error: ${err.code}`);
    process.exitCode = 1;
    return;
  }
  const { AccessKeyId, SecretAccessKey, SessionToken } = data.Credentials;
  const credentials = new AWS.Credentials(AccessKeyId, SecretAccessKey, SessionToken);
  new AWS.STS({ credentials }).getCallerIdentity({}, (err, caller) => {
    if (err) throw err;
    console.log(`the role is ${data.AssumedRoleUser.Arn}`);
    console.log(`the caller is ${caller.Arn}`);
  });
});
