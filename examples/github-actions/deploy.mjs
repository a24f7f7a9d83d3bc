// Publishes a folder from a GitHub Actions job: the job's OIDC token is the only thing it has, and no secret is stored
// anywhere. `deploy.yml` beside it is the workflow.
//
//   ROLE_ARN=arn:aws:iam::123456789012:role/deploy BUCKET=my-site node deploy.mjs dist
//
// npm i keyward @aws-sdk/client-s3
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fromKeyward } from 'keyward';

const { ROLE_ARN, BUCKET } = process.env;
const [folder = 'dist'] = process.argv.slice(2);

const credentials = fromKeyward({ params: { RoleArn: ROLE_ARN }, webIdentity: 'github-actions' });
const s3 = new S3Client({ credentials });

async function publish(name) {
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: name, Body: await readFile(join(folder, name)) }));
  console.log(`published ${name}`);
}

try {
  for (const name of await readdir(folder)) await publish(name);
} catch ({ code, name, message, hint }) {
  // The job's log says what to do next: a missing permission of the job, a role that does not trust it.
  console.error(`error: ${message} (${code ?? name})`);
  if (hint) console.error(`hint: ${hint}`);
  process.exitCode = 1;
}
