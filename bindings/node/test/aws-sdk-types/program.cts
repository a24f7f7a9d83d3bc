// A program's types, with the types of aws-sdk beside it or without.
import AWS = require('keyward/aws-sdk');
import ClientS3 = require('keyward/aws-sdk/clients/s3');
import { S3, Credentials, AWSError } from 'keyward/aws-sdk';
AWS.config.update({ region: 'us-east-1', s3: { endpoint: 'x' }, maxRetries: 3 });
AWS.config.credentials = new AWS.SharedIniFileCredentials({ profile: 'p' });
const s3: AWS.S3 = new AWS.S3({ region: 'x', params: { Bucket: 'b' } });
const p: AWS.S3.PutObjectRequest = { Bucket: 'a', Key: 'b', Body: 'x', StorageClass: 'x' as string };
const q: S3.Types.PutObjectRequest = p;
s3.putObject(q, (err: AWSError, data) => { const e: string | undefined = data.ETag; if (err) err.code.length; });
new S3().listBuckets().promise().then((d) => { d.Buckets!.map((b) => b.Name!.length); d.$response.requestId.length; });
const u: string = new S3().getSignedUrl('getObject', {});
s3.getObject({ Bucket: 'a', Key: 'b' }).on('httpData', (chunk) => chunk.length).createReadStream().pipe(process.stdout);
const out: Promise<S3.GetObjectOutput> = s3.getObject({ Bucket: 'a', Key: 'b' }).promise();
out.then(({ Body }) => Body!.toString());
class Mine extends AWS.S3 { x = 1 }
new Mine().listBuckets();
class Own extends Credentials { refresh(cb: (err?: AWSError) => void) { cb(); } }
new Own({ accessKeyId: 'a', secretAccessKey: 'b' }).needsRefresh();
const up: AWS.S3.ManagedUpload = new AWS.S3.ManagedUpload({ params: { Bucket: '', Key: '' } });
up.promise().then((d: AWS.S3.ManagedUpload.SendData) => d.Location);
s3.upload({ Bucket: 'a', Key: 'b', Body: Buffer.from('') }, { queueSize: 1 }, (err, data) => data.ETag).on('httpUploadProgress', (x) => x.loaded);
const form: S3.PresignedPost = s3.createPresignedPost({ Bucket: 'b', Conditions: [['content-length-range', 0, 5]], Fields: { key: 'k' } });
const ec2 = new AWS.EC2();
ec2.describeInstances({ InstanceIds: ['i'] }).eachPage((err, data) => { data?.Reservations?.[0]?.Instances?.[0]?.State?.Name; return true; });
const r: AWS.EC2.RunInstancesRequest = { ImageId: 'a', MinCount: 1, MaxCount: 1, InstanceType: 't3.micro' };
ec2.runInstances(r).promise().then(({ Instances }) => Instances!.map((i: AWS.EC2.Instance) => i.InstanceId));
new AWS.SNS().publish({ Message: 'm', PhoneNumber: '+1' }, (err, { MessageId }) => MessageId!.length);
new AWS.STS().assumeRole({ RoleArn: 'r', RoleSessionName: 's' }).promise().then((d) => d.Credentials!.AccessKeyId);
ec2.waitFor('instanceRunning', { InstanceIds: ['i'] }).promise();
new AWS.SSM().getParameter({ Name: 'x' }).promise().then((d) => d.Parameter!.Value);
// @ts-expect-error
s3.putObject({ Bucket: 1 });
// @ts-expect-error
ec2.runInstanceses({});
const client: AWS.S3 = new ClientS3({ apiVersion: '2006-03-01' });
const tag: ClientS3.Tag = { Key: 'a', Value: 'b' };
client.putObjectTagging({ Bucket: 'b', Key: 'k', Tagging: { TagSet: [tag] } });
export const used = [u, form, out];
