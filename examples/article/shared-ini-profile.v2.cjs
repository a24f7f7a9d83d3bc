// A profile of ~/.aws/credentials.
const AWS = require('aws-sdk');

const credentials = new AWS.SharedIniFileCredentials({ profile: 'personal' });
AWS.config.credentials = credentials;
AWS.config.region = 'us-east-1';

new AWS.S3().listBuckets((err, data) => {
  if (err) {
    console.error(`error: ${err.code}`);
    process.exitCode = 1;
    return;
  }
  console.log(`${credentials.profile} uses ${credentials.accessKeyId}`);
  console.log(data.Buckets.map(({ Name }) => Name).join(', '));
});
