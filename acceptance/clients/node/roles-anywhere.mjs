// IAM Roles Anywhere as a program is told of it: `roles-anywhere.mjs ANCHOR.pem COMMAND…` answers CreateSession for the command
// that it starts. It verifies signature and certificates by its own reading of AWS's page "Signing process", with Node's
// crypto, and hands out a session of role/app that the sandbox makes.
import { spawn } from 'node:child_process';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

const [anchorFile, command, ...args] = process.argv.slice(2);
const anchor = new X509Certificate(readFileSync(anchorFile));
const role = 'arn:aws:iam::123456789012:role/app';
const prefix = 'arn:aws:rolesanywhere:eu-central-1:123456789012:';
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

function refuseUnless(condition, why) {
  if (!condition) throw new Error(why);
}

// From the caller's certificate to the trust anchor, each issued by the next.
function checkChain(certificates, now) {
  const chain = certificates.some((it) => it.fingerprint256 === anchor.fingerprint256) ? certificates : [...certificates, anchor];
  chain.forEach((certificate, at) => {
    refuseUnless(new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo), 'Certificate expired');
    const issuer = chain[at + 1] ?? anchor;
    refuseUnless(issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey), 'Untrusted certificate');
  });
}

function checkSignature(request, body, certificate, now) {
  const form = /^(AWS4-X509-(RSA|ECDSA)-SHA256) Credential=(\d+)\/(\d{8}\/eu-central-1\/rolesanywhere\/aws4_request), SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]+)$/;
  const parts = form.exec(request.headers.authorization);
  refuseUnless(parts, 'Malformed authorization');
  const [, algorithm, kind, serial, scope, names, signature] = parts;
  refuseUnless(BigInt(`0x${certificate.serialNumber}`).toString() === serial, 'Another serial number');
  refuseUnless({ rsa: 'RSA', ec: 'ECDSA' }[certificate.publicKey.asymmetricKeyType] === kind, 'Another kind of key');
  const signed = names.split(';');
  const needed = ['content-type', 'host', 'x-amz-date', 'x-amz-x509', ...('x-amz-x509-chain' in request.headers ? ['x-amz-x509-chain'] : [])];
  refuseUnless(needed.every((name) => signed.includes(name)) && signed.join() === [...signed].sort().join(), 'Unsigned headers');
  const date = request.headers['x-amz-date'];
  const at = new Date(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  refuseUnless(Math.abs(at - now) < 300_000 && scope.startsWith(date.slice(0, 8)), 'Signature expired');
  const headers = signed.map((name) => `${name}:${request.headers[name].trim()}\n`).join('');
  const canonical = ['POST', '/sessions', '', headers, names, sha256(body)].join('\n');
  const text = [algorithm, date, scope, sha256(canonical)].join('\n');
  refuseUnless(verify('sha256', Buffer.from(text), certificate.publicKey, Buffer.from(signature, 'hex')), 'Signature does not match');
}

async function createSession(request, body) {
  const now = new Date();
  refuseUnless(request.method === 'POST' && request.url === '/sessions', 'Not found');
  const chain = (request.headers['x-amz-x509-chain'] ?? '').split(',').filter(Boolean);
  const certificates = [request.headers['x-amz-x509'], ...chain].map((der) => new X509Certificate(Buffer.from(der, 'base64')));
  checkSignature(request, body, certificates[0], now);
  checkChain(certificates, now);
  const asked = JSON.parse(body);
  refuseUnless(asked.trustAnchorArn === `${prefix}trust-anchor/1` && asked.profileArn === `${prefix}profile/2`, 'Unknown profile');
  refuseUnless(asked.roleArn === role, 'Role not in the profile');
  const { TEST_KEY_ID: accessKeyId, TEST_SECRET: secretAccessKey } = process.env;
  const sts = new STSClient({ region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } });
  const session = { RoleArn: role, RoleSessionName: asked.roleSessionName ?? 'serial', DurationSeconds: asked.durationSeconds };
  const { Credentials: given, AssumedRoleUser: user } = await sts.send(new AssumeRoleCommand(session));
  const credentials = {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
    expiration: given.Expiration.toISOString().replace('.000', ''),
  };
  const assumedRoleUser = { arn: user.Arn, assumedRoleId: user.AssumedRoleId };
  return { credentialSet: [{ assumedRoleUser, credentials, roleArn: role }], subjectArn: `${prefix}subject/3` };
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  try {
    const answer = await createSession(request, Buffer.concat(parts));
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  } catch (error) {
    response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' }).end(JSON.stringify({ message: error.message }));
  }
});
server.listen(0, '127.0.0.1', () => {
  const env = { ...process.env, AWS_ENDPOINT_URL_ROLESANYWHERE: `http://127.0.0.1:${server.address().port}` };
  const child = spawn(command, args, { env, stdio: 'inherit' });
  child.on('exit', (code) => process.exit(code ?? 1));
});
