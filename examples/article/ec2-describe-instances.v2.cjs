// Every instance there is, page by page.
const AWS = require('aws-sdk');

const ec2 = new AWS.EC2({ region: 'us-east-1' });

ec2.describeInstances({ MaxResults: 5 }).eachPage((err, data) => {
  if (err) {
    console.error(`error: ${err.code}`);
    process.exitCode = 1;
    return;
  }
  if (!data) return;
  for (const { Instances } of data.Reservations) {
    for (const { InstanceId, InstanceType, State, Tags } of Instances) {
      const name = Tags.find(({ Key }) => Key === 'Name');
      console.log(`${InstanceId} (${name ? name.Value : 'no name'}), ${InstanceType}, ${State.Name}`);
    }
  }
});
