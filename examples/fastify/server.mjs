// A Fastify app that works in two AWS accounts at once: each client has credentials of its own.
//
//   APP_BUCKET=uploads PARTNER_BUCKET=partner-reports PORT=8080 node server.mjs
//   curl http://127.0.0.1:8080/accounts/partner
//
// npm i keyward fastify @aws-sdk/client-s3 @aws-sdk/client-sts
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import Fastify from 'fastify';
import { clientConfig } from 'keyward';

const { APP_BUCKET, PARTNER_BUCKET, PORT = '8080' } = process.env;

/** The clients of one account. */
function account(profile, bucket) {
  const config = clientConfig({ profile });
  return { bucket, s3: new S3Client(config), sts: new STSClient(config) };
}

const accounts = { app: account('app', APP_BUCKET), partner: account('partner', PARTNER_BUCKET) };
const names = Object.keys(accounts);

const app = Fastify();
const schema = { params: { type: 'object', properties: { name: { type: 'string', enum: names } } } };

app.get('/accounts/:name', { schema }, async ({ params }) => {
  const { bucket, s3, sts } = accounts[params.name];
  const [{ Arn }, { Contents = [] }] = await Promise.all([
    sts.send(new GetCallerIdentityCommand({})),
    s3.send(new ListObjectsV2Command({ Bucket: bucket })),
  ]);
  return { arn: Arn, bucket, keys: Contents.map(({ Key }) => Key) };
});

console.log(`listening on ${await app.listen({ port: Number(PORT), host: '127.0.0.1' })}`);
process.once('SIGTERM', () => app.close());
