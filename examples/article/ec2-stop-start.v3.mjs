// An instance is stopped and started again:
//
//   node ec2-stop-start.v3.mjs i-0abcdef1234567890
import {
  EC2Client,
  StartInstancesCommand,
  StopInstancesCommand,
  waitUntilInstanceRunning,
  waitUntilInstanceStopped,
} from '@aws-sdk/client-ec2';
import { fromKeyward } from 'keyward';

const client = new EC2Client({ region: 'us-east-1', credentials: fromKeyward() });
const InstanceIds = process.argv.slice(2);

const { StoppingInstances } = await client.send(new StopInstancesCommand({ InstanceIds }));
for (const { InstanceId, PreviousState, CurrentState } of StoppingInstances) {
  console.log(`${InstanceId}: ${PreviousState.Name}, then ${CurrentState.Name}`);
}
await waitUntilInstanceStopped({ client, maxWaitTime: 600 }, { InstanceIds });

const { StartingInstances } = await client.send(new StartInstancesCommand({ InstanceIds }));
for (const { InstanceId, PreviousState, CurrentState } of StartingInstances) {
  console.log(`${InstanceId}: ${PreviousState.Name}, then ${CurrentState.Name}`);
}
const { reason } = await waitUntilInstanceRunning({ client, maxWaitTime: 600 }, { InstanceIds });
console.log(`${reason.Reservations[0].Instances[0].State.Name} again`);
