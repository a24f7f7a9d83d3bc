// Credentials for every service object made after this line, and never in the source.
const AWS = require('aws-sdk');

AWS.config.update({
  region: 'us-east-1',
  credentials: new AWS.SharedIniFileCredentials({ profile: 'reports' }),
});

const whoAmI = new AWS.STS().getCallerIdentity().promise();
const buckets = new AWS.S3().listBuckets().promise();

Promise.all([whoAmI, buckets])
  .then(([{ Arn }, { Buckets }]) => {
    console.log(`everything is done by ${Arn}`);
    console.log(`it sees ${Buckets.length} bucket(s)`);
  })
  .catch((err) => {
    console.error(`error: ${err.code}`);
    process.exitCode = 1;
  });
