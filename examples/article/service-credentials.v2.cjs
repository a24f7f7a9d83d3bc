// Credentials of its own for each service object.
const AWS = require('aws-sdk');

AWS.config.update({ region: 'us-east-1' });

const personal = new AWS.STS({
  credentials: new AWS.SharedIniFileCredentials({ profile: 'personal' }),
});
const reports = new AWS.STS({
  credentials: new AWS.SharedIniFileCredentials({ profile: 'reports' }),
});

async function main() {
  for (const sts of [personal, reports]) {
    const { Arn } = await sts.getCallerIdentity().promise();
    console.log(Arn);
  }
}

main().catch((err) => {
  console.error(`error: ${err.code}`);
  process.exitCode = 1;
});
