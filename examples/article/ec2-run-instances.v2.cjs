// An instance is made and named. On AWS it costs money.
const AWS = require('aws-sdk');

AWS.config.update({ region: 'us-east-1' });

const ec2 = new AWS.EC2({ apiVersion: '2016-11-15' });
const order = {
  ImageId: process.env.AMI || 'ami-0123456789abcdef0',
  InstanceType: 't3.micro',
  MinCount: 1,
  MaxCount: 1,
};

ec2
  .runInstances(order)
  .promise()
  .then((data) => {
    const { InstanceId, State, InstanceType } = data.Instances[0];
    console.log(`made ${InstanceId}, ${InstanceType}, ${State.Name}`);
    const Tags = [{ Key: 'Name', Value: 'article' }];
    return ec2.createTags({ Resources: [InstanceId], Tags }).promise();
  })
  .then(() => console.log('named article'))
  .catch((err) => {
    console.error(`error: ${err.code}`);
    process.exitCode = 1;
  });
