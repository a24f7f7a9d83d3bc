// An instance is made and named. On AWS it costs money.
import { CreateTagsCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { fromKeyward } from 'keyward';

const ec2 = new EC2Client({ region: 'us-east-1', credentials: fromKeyward() });
const order = {
  ImageId: process.env.AMI ?? 'ami-0123456789abcdef0',
  InstanceType: 't3.micro',
  MinCount: 1,
  MaxCount: 1,
};

const { Instances } = await ec2.send(new RunInstancesCommand(order));
const { InstanceId, State, InstanceType } = Instances[0];
console.log(`made ${InstanceId}, ${InstanceType}, ${State.Name}`);
const Tags = [{ Key: 'Name', Value: 'article' }];
await ec2.send(new CreateTagsCommand({ Resources: [InstanceId], Tags }));
console.log('named article');
