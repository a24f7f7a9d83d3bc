// Signs in as `aws login` does, with a key of its own and PKCE, and writes the token file as the AWS CLI does.
// Its arguments: the session's name, and where the browser's half is. The sandbox approves at once.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';

const [session, browser] = process.argv.slice(2);
const clientId = 'arn:aws:signin:::devtools/same-device';
const redirectUri = 'http://127.0.0.1:4711/oauth/callback';
const url = `${process.env.AWS_ENDPOINT_URL}/v1/token`;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function proof() {
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  const claims = { jti: randomBytes(16).toString('hex'), htm: 'POST', htu: url, iat: Math.floor(Date.now() / 1000) };
  const parts = [{ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }, claims];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

async function authorize(verifier) {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    state: 's1',
    code_challenge_method: 'SHA-256',
    scope: 'openid',
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  });
  const answer = await fetch(`${browser}/v1/authorize?${query}`, { redirect: 'manual' });
  return new URL(answer.headers.get('location')).searchParams.get('code');
}

const codeVerifier = randomBytes(32).toString('base64url');
const code = await authorize(codeVerifier);
const answer = await fetch(url, {
  method: 'POST',
  headers: { 'content-type': 'application/json', dpop: proof() },
  body: JSON.stringify({ clientId, grantType: 'authorization_code', code, codeVerifier, redirectUri }),
});
const { accessToken, expiresIn, refreshToken, idToken, tokenType } = await answer.json();
const folder = `${process.env.HOME}/.aws/login/cache`;
mkdirSync(folder, { recursive: true });
const saved = {
  accessToken: { ...accessToken, accountId: '123456789012', expiresAt: new Date(Date.now() + expiresIn * 1000).toISOString() },
  tokenType,
  clientId,
  refreshToken,
  idToken,
  dpopKey: privateKey.export({ type: 'sec1', format: 'pem' }),
};
const name = createHash('sha256').update(session).digest('hex');
writeFileSync(`${folder}/${name}.json`, JSON.stringify(saved), { mode: 0o600 });
