// An instance is terminated:
//
//   node ec2-terminate-instances.v2.cjs i-0abcdef1234567890
const AWS = require('aws-sdk');

const ec2 = new AWS.EC2({ region: 'us-east-1' });
const InstanceIds = process.argv.slice(2);

ec2.terminateInstances({ InstanceIds, DryRun: true }, (answer) => {
  // A rehearsal always ends in an error: this one says yes.
  console.log(`may it be done? ${answer.code} (${answer.statusCode})`);

  ec2.terminateInstances({ InstanceIds }, (err, data) => {
    if (err) {
      console.error(`error: ${err.code}`);
      process.exitCode = 1;
      return;
    }
    for (const { InstanceId, CurrentState } of data.TerminatingInstances) {
      console.log(`${InstanceId} is ${CurrentState.Name}`);
    }
  });
});
