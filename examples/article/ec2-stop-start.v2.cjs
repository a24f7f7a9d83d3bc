// An instance is stopped and started again:
//
//   node ec2-stop-start.v2.cjs i-0abcdef1234567890
const AWS = require('aws-sdk');

AWS.config.update({ region: 'us-east-1' });

const ec2 = new AWS.EC2();
const InstanceIds = process.argv.slice(2);

async function main() {
  const { StoppingInstances } = await ec2.stopInstances({ InstanceIds }).promise();
  for (const { InstanceId, PreviousState, CurrentState } of StoppingInstances) {
    console.log(`${InstanceId}: ${PreviousState.Name}, then ${CurrentState.Name}`);
  }
  await ec2.waitFor('instanceStopped', { InstanceIds }).promise();

  const { StartingInstances } = await ec2.startInstances({ InstanceIds }).promise();
  for (const { InstanceId, PreviousState, CurrentState } of StartingInstances) {
    console.log(`${InstanceId}: ${PreviousState.Name}, then ${CurrentState.Name}`);
  }
  const { Reservations } = await ec2.waitFor('instanceRunning', { InstanceIds }).promise();
  console.log(`${Reservations[0].Instances[0].State.Name} again`);
}

main().catch((err) => {
  console.error(`error: ${err.code}`);
  process.exitCode = 1;
});
