// The default providers: environment, shared files, then what a container or an instance offers.
const AWS = require('aws-sdk');

AWS.config.update({ region: 'us-east-1' });

const s3 = new AWS.S3();
s3.listBuckets((err, data) => {
  if (err) {
    console.error(`error: ${err.code}`);
    process.exitCode = 1;
  } else {
    for (const { Name } of data.Buckets) console.log(Name);
  }
});
