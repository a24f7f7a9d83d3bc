// examples/github-actions: a job with nothing but GitHub's endpoint for tokens, here one whose tokens the sandbox verifies.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ACCOUNT, Ground, sdk, skip } from '../support/ground.mjs';

const ISSUER = 'token.actions.githubusercontent.com';
const SUBJECT = 'repo:octo/site:ref:refs/heads/main';
const BEARER = 'the-bearer-of-this-job';

/** What one sets up at AWS once: the provider, and a role for this repository's main branch alone. */
const DEPLOY = {
  trust: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: SUBJECT } },
      },
    ],
  },
  policies: { publish: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::uploads/*' }] } },
};

describe('a GitHub Actions job', { skip, timeout: 300_000 }, () => {
  let ground;
  let github;
  let subject = SUBJECT;
  before(async () => {
    ground = await Ground.start((seed) => {
      const account = seed.accounts[ACCOUNT];
      account.oidcProviders = { [ISSUER]: { clientIds: ['sts.amazonaws.com'] } };
      account.roles.deploy = DEPLOY;
    });
    ground.file('dist/index.html', '<h1>published</h1>');
    ground.example('github-actions');
    github = createServer(token).listen(0, '127.0.0.1');
    await new Promise((resolve) => github.once('listening', resolve));
  });
  after(async () => {
    github?.close();
    await ground?.stop();
  });

  async function token(request, response) {
    if (request.headers.authorization?.toLowerCase() !== `bearer ${BEARER}`) return response.writeHead(401).end('{}');
    const audience = new URL(request.url, 'http://localhost').searchParams.get('audience');
    const claims = { issuer: `https://${ISSUER}`, audience, subject, seconds: 300 };
    response.end(JSON.stringify({ value: await ground.sandbox.control.webIdentityToken(claims) }));
  }

  const job = (env) =>
    ground.run([join('github-actions', 'deploy.mjs'), 'dist'], {
      env: {
        HOME: '/nowhere',
        GITHUB_ACTIONS: 'true',
        GITHUB_RUN_ID: '4711',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER,
        ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${github.address().port}/token?api-version=2.0`,
        ROLE_ARN: `arn:aws:iam::${ACCOUNT}:role/deploy`,
        BUCKET: 'uploads',
        ...env,
      },
    });

  test("publishes with the job's token alone", async () => {
    const { code, stdout, stderr } = await job();
    assert.equal(code, 0, stderr);
    assert.equal(stdout, 'published index.html\n');
    assert.ok(!`${stdout}${stderr}`.includes(BEARER));
    const { S3Client, GetObjectCommand } = sdk('client-s3');
    const { accessKeyId, secretAccessKey } = ground.dev;
    const s3 = new S3Client({ endpoint: ground.sandbox.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'uploads', Key: 'index.html' }));
    assert.equal(await Body.transformToString(), '<h1>published</h1>');
    const put = (await ground.sandbox.control.requests()).find(({ operation }) => operation === 'PutObject');
    assert.equal(put.caller, `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/GitHubActions-4711`);
  });

  test('another branch is refused, a missing permission of the job is named', async () => {
    subject = 'repo:octo/site:ref:refs/heads/feature';
    const branch = await job();
    subject = SUBJECT;
    assert.equal(branch.code, 1);
    assert.match(branch.stderr, /\(aws_refused\)\nhint: /);
    const without = await job({ ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined });
    assert.equal(without.code, 1);
    assert.match(without.stderr, /id-token: write/);
  });
});
