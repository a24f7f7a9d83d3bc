// A credentials file somewhere else:
//
//   AWS_SHARED_CREDENTIALS_FILE=/path/to/file AWS_SDK_LOAD_CONFIG=1 node shared-ini-file.v2.cjs
//
// SDK v2 heeds the first variable only where the second one is set; keyward/aws-sdk always does.
const AWS = require('aws-sdk');

const credentials = new AWS.SharedIniFileCredentials();
const sts = new AWS.STS({ region: 'us-east-1', credentials });

sts.getCallerIdentity({}, (err, data) => {
  if (err) {
    console.error(`error: ${err.code}`);
    process.exitCode = 1;
  } else {
    console.log(`${credentials.profile} is ${data.Arn}`);
  }
});
