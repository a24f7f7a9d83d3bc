// Attributes of an instance are read and changed:
//
//   node ec2-attributes.v2.cjs i-0abcdef1234567890
const AWS = require('aws-sdk');

AWS.config.update({ region: 'us-east-1' });

const ec2 = new AWS.EC2();
const [InstanceId] = process.argv.slice(2);

async function attribute(Attribute) {
  const data = await ec2.describeInstanceAttribute({ InstanceId, Attribute }).promise();
  return data[Attribute[0].toUpperCase() + Attribute.slice(1)].Value;
}

async function main() {
  console.log(`type: ${await attribute('instanceType')}`);
  console.log(`protected: ${await attribute('disableApiTermination')}`);

  await ec2.modifyInstanceAttribute({ InstanceId, DisableApiTermination: { Value: true } }).promise();
  console.log(`protected: ${await attribute('disableApiTermination')}`);
  await ec2
    .terminateInstances({ InstanceIds: [InstanceId] })
    .promise()
    .catch((err) => console.log(`so it stays: ${err.code}`));
  await ec2.modifyInstanceAttribute({ InstanceId, DisableApiTermination: { Value: false } }).promise();

  // The type can change only while it stands still.
  await ec2
    .modifyInstanceAttribute({ InstanceId, InstanceType: { Value: 't3.small' } })
    .promise()
    .catch((err) => console.log(`not while it runs: ${err.code}`));
  await ec2.stopInstances({ InstanceIds: [InstanceId] }).promise();
  await ec2.waitFor('instanceStopped', { InstanceIds: [InstanceId] }).promise();
  await ec2.modifyInstanceAttribute({ InstanceId, InstanceType: { Value: 't3.small' } }).promise();
  console.log(`type: ${await attribute('instanceType')}`);
}

main().catch((err) => {
  console.error(`error: ${err.code}: ${err.message}`);
  process.exitCode = 1;
});
