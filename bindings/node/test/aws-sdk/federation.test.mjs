// Credentials from tokens, assertions and identity pools.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { facade, run, same, sandbox, skip } from './support.mjs';

const ISSUER = 'https://issuer.example';
const ACCOUNT = '123456789012';
const ROLE = (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

let box;
let folder;
before(async () => {
  if (skip) return;
  box = await sandbox();
  folder = await mkdtemp(join(tmpdir(), 'keyward-federation-'));
  const iam = new facade.IAM(box.config);
  const { OpenIDConnectProviderArn: oidc } = await iam.createOpenIDConnectProvider({ Url: ISSUER, ClientIDList: ['app'], ThumbprintList: ['0'.repeat(40)] }).promise();
  const SAMLMetadataDocument = await box.control.samlMetadata('https://idp.example');
  const { SAMLProviderArn: saml } = await iam.createSAMLProvider({ Name: 'idp', SAMLMetadataDocument }).promise();
  const trust = (Action, Federated) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Principal: { Federated } }] });
  await iam.createRole({ RoleName: 'web', AssumeRolePolicyDocument: trust('sts:AssumeRoleWithWebIdentity', oidc) }).promise();
  await iam.createRole({ RoleName: 'saml', AssumeRolePolicyDocument: trust('sts:AssumeRoleWithSAML', saml) }).promise();
  await iam.createRole({ RoleName: 'guest', AssumeRolePolicyDocument: trust('sts:AssumeRoleWithWebIdentity', 'cognito-identity.amazonaws.com') }).promise();
});
after(async () => {
  await box?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const token = () => box.control.webIdentityToken({ issuer: ISSUER, audience: 'app', subject: 'me', seconds: 600 });

/** Runs with STS and Cognito of the sandbox as the program's global settings, and none of its keys. */
async function globally(AWS, work) {
  const before = AWS.config.credentials;
  const here = { endpoint: box.endpoint, maxRetries: 0 };
  AWS.config.update({ region: 'us-east-1', credentials: null, sts: here, cognitoidentity: here });
  try {
    return await work();
  } finally {
    AWS.config.update({ region: undefined, credentials: before, sts: undefined, cognitoidentity: undefined });
  }
}

const shown = (c) => ({ id: c.accessKeyId?.slice(0, 4), token: Boolean(c.sessionToken), ends: c.expireTime instanceof Date, expired: c.expired });
const settled = (c) => c.getPromise().then(() => shown(c), ({ code }) => ({ code }));
const who = async (AWS, credentials) => (await new AWS.STS({ ...box.config, credentials }).getCallerIdentity().promise()).Arn;

test('a token that the program has', { skip }, async () => {
  await same((AWS) =>
    globally(AWS, async () => {
      const params = { RoleArn: ROLE('web'), WebIdentityToken: await token() };
      const credentials = new AWS.WebIdentityCredentials(params);
      const fresh = shown(credentials);
      const then = await settled(credentials);
      const wrong = new AWS.WebIdentityCredentials({ RoleArn: ROLE('web'), WebIdentityToken: `${await token()}x` });
      return [fresh, then, await who(AWS, credentials), params.RoleSessionName, Object.keys(credentials.data).sort(), await settled(wrong)];
    }),
  );
});

test('a SAML assertion', { skip }, async () => {
  const providerArn = `arn:aws:iam::${ACCOUNT}:saml-provider/idp`;
  await same((AWS) =>
    globally(AWS, async () => {
      const SAMLAssertion = await box.control.samlAssertion({ issuer: 'https://idp.example', roleArn: ROLE('saml'), providerArn, sessionName: 'alice' });
      const credentials = new AWS.SAMLCredentials({ RoleArn: ROLE('saml'), PrincipalArn: providerArn, SAMLAssertion });
      return [await settled(credentials), await who(AWS, credentials)];
    }),
  );
});

test('an identity pool', { skip }, async () => {
  const cognito = new facade.CognitoIdentity(box.config);
  const { IdentityPoolId } = await cognito.createIdentityPool({ IdentityPoolName: 'guests', AllowUnauthenticatedIdentities: true }).promise();
  await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated: ROLE('guest') } }).promise();
  await same((AWS) =>
    globally(AWS, async () => {
      const credentials = new AWS.CognitoIdentityCredentials({ IdentityPoolId });
      const nobody = new AWS.CognitoIdentityCredentials({ IdentityPoolId: 'us-east-1:00000000-0000-0000-0000-000000000000' });
      const found = await settled(credentials);
      const id = credentials.identityId === credentials.params.IdentityId && credentials.identityId.startsWith('us-east-1:');
      credentials.clearCachedId();
      return [found, id, credentials.identityId, (await who(AWS, credentials)).replace(/[^/]*$/, ''), await settled(nobody)];
    }),
  );
});

test('a token in a file, as EKS has it', { skip }, async () => {
  const file = join(folder, 'token');
  await writeFile(file, await token());
  const env = { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: ROLE('web'), AWS_ROLE_SESSION_NAME: 'pod', AWS_REGION: 'us-east-1' };
  const text = `
    const AWS = require(process.env.SDK);
    const { endpoint } = JSON.parse(process.env.CONFIG);
    const credentials = new AWS.TokenFileWebIdentityCredentials({ endpoint, region: 'us-east-1' });
    credentials.getPromise()
      .then(() => new AWS.STS({ endpoint, credentials }).getCallerIdentity().promise())
      .then(({ Arn }) => process.stdout.write(Arn), (err) => process.stdout.write(err.code + ' ' + err.message));`;
  const [theirs, ours] = await Promise.all(['aws-sdk', 'keyward/aws-sdk'].map((SDK) => run(text, box.config, { ...env, SDK })));
  assert.equal(ours, theirs);
  assert.equal(ours, `arn:aws:sts::${ACCOUNT}:assumed-role/web/pod`);
});
