// SDK for JavaScript v3 with credentials from keyward: S3, SNS, EC2, STS.
//
//   BUCKET=my-bucket node app.mjs            S3 and STS
//   … PHONE_NUMBER=+12065550100              also sends an SMS (on AWS: costs money)
//   … AMI=ami-0abcdef1234567890              also starts an EC2 instance and terminates it (on AWS: costs money)
//
// npm i keyward @aws-sdk/client-s3 @aws-sdk/client-sns @aws-sdk/client-ec2 @aws-sdk/client-sts
import { EC2Client, DescribeInstancesCommand, RunInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { S3Client, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromKeyward } from 'keyward';

// The one line that matters. `profile` beside it lets the SDK read the profile's region.
const config = { profile: 'app', credentials: fromKeyward({ profile: 'app' }) };

async function whoAmI() {
  const { Arn } = await new STSClient(config).send(new GetCallerIdentityCommand({}));
  console.log(`sts: ${Arn}`);
}

async function storeAndRead(bucket) {
  const s3 = new S3Client(config);
  const object = { Bucket: bucket, Key: 'greetings/hello.txt' };
  await s3.send(new PutObjectCommand({ ...object, Body: 'hello from keyward' }));
  const { Body } = await s3.send(new GetObjectCommand(object));
  console.log(`s3: got back "${await Body.transformToString()}"`);
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'greetings/' }));
  console.log(`s3: the bucket lists ${Contents.map(({ Key }) => Key).join(', ')}`);
}

async function sendSms(phoneNumber) {
  const message = { PhoneNumber: phoneNumber, Message: 'Your code is 4711' };
  const { MessageId } = await new SNSClient(config).send(new PublishCommand(message));
  console.log(`sns: sent ${MessageId}`);
}

async function runInstance(imageId) {
  const ec2 = new EC2Client(config);
  const order = { ImageId: imageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 };
  const { Instances } = await ec2.send(new RunInstancesCommand(order));
  const InstanceIds = Instances.map(({ InstanceId }) => InstanceId);
  try {
    console.log(`ec2: ${InstanceIds} is ${await state(ec2, InstanceIds)}`);
  } finally {
    await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
  }
  console.log(`ec2: ${InstanceIds} is ${await state(ec2, InstanceIds, 'terminated')}`);
}

// The state of the first instance; where one is awaited, as soon as it is that, or after two minutes whatever it is then.
async function state(ec2, InstanceIds, awaited) {
  for (let attempt = 0; ; attempt += 1) {
    const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
    const name = Reservations[0].Instances[0].State.Name;
    if (!awaited || name === awaited || attempt === 60) return name;
    await new Promise((resolve) => setTimeout(resolve, attempt < 5 ? 100 : 2000));
  }
}

const { BUCKET, PHONE_NUMBER, AMI } = process.env;
await whoAmI();
if (BUCKET) await storeAndRead(BUCKET);
if (PHONE_NUMBER) await sendSms(PHONE_NUMBER);
if (AMI) await runInstance(AMI);
