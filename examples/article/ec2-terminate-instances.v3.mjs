// An instance is terminated:
//
//   node ec2-terminate-instances.v3.mjs i-0abcdef1234567890
import { EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { fromKeyward } from 'keyward';

const ec2 = new EC2Client({ region: 'us-east-1', credentials: fromKeyward() });
const InstanceIds = process.argv.slice(2);

try {
  await ec2.send(new TerminateInstancesCommand({ InstanceIds, DryRun: true }));
} catch (error) {
  console.log(`may it be done? ${error.name} (${error.$metadata.httpStatusCode})`);
}
const { TerminatingInstances } = await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
for (const { InstanceId, CurrentState } of TerminatingInstances) {
  console.log(`${InstanceId} is ${CurrentState.Name}`);
}
