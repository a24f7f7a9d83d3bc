// Attributes of an instance are read and changed:
//
//   node ec2-attributes.v3.mjs i-0abcdef1234567890
import {
  DescribeInstanceAttributeCommand,
  EC2Client,
  ModifyInstanceAttributeCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  waitUntilInstanceStopped,
} from '@aws-sdk/client-ec2';
import { fromKeyward } from 'keyward';

const client = new EC2Client({ region: 'us-east-1', credentials: fromKeyward() });
const [InstanceId] = process.argv.slice(2);
const InstanceIds = [InstanceId];

async function attribute(Attribute) {
  const data = await client.send(new DescribeInstanceAttributeCommand({ InstanceId, Attribute }));
  return data[Attribute[0].toUpperCase() + Attribute.slice(1)].Value;
}

const modify = (change) => client.send(new ModifyInstanceAttributeCommand({ InstanceId, ...change }));

console.log(`type: ${await attribute('instanceType')}`);
console.log(`protected: ${await attribute('disableApiTermination')}`);

await modify({ DisableApiTermination: { Value: true } });
console.log(`protected: ${await attribute('disableApiTermination')}`);
await client
  .send(new TerminateInstancesCommand({ InstanceIds }))
  .catch((error) => console.log(`so it stays: ${error.name}`));
await modify({ DisableApiTermination: { Value: false } });

// The type can change only while it stands still.
await modify({ InstanceType: { Value: 't3.small' } }).catch((error) => console.log(`not while it runs: ${error.name}`));
await client.send(new StopInstancesCommand({ InstanceIds }));
await waitUntilInstanceStopped({ client, maxWaitTime: 600 }, { InstanceIds });
await modify({ InstanceType: { Value: 't3.small' } });
console.log(`type: ${await attribute('instanceType')}`);
