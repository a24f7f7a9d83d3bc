// A small server that vends credentials to a page: whoever is signed in gets a session of fifteen minutes that reaches
// that user's own folder of the bucket, and nothing else. No key ever goes to the browser.
//
//   BUCKET=my-bucket ROLE_ARN=arn:aws:iam::123456789012:role/app USERS='{"token-of-alice":"alice"}' node server.mjs
//   open http://127.0.0.1:8080/#token-of-alice
//
// Before: npx esbuild page.mjs --bundle --format=esm --minify --outfile=public/page.js
// On AWS the bucket wants the CORS rule of cors.json: aws s3api put-bucket-cors --bucket … --cors-configuration file://cors.json
//
// npm i keyward @aws-sdk/client-s3 esbuild
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fromKeyward } from 'keyward';

const { BUCKET, ROLE_ARN, AWS_REGION = 'us-east-1', AWS_ENDPOINT_URL, PORT = '8080', USERS = '{}' } = process.env;
if (!BUCKET || !ROLE_ARN) throw new Error('name a bucket in BUCKET and a role in ROLE_ARN');

// In your application: whatever says who is signed in.
const users = new Map(Object.entries(JSON.parse(USERS)));
const providers = new Map();

/** What a session may do, whatever else the role may: the folder of one user. */
function folderOf(user) {
  const bucket = `arn:aws:s3:::${BUCKET}`;
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket, Condition: { StringLike: { 's3:prefix': `${user}/*` } } },
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `${bucket}/${user}/*` },
    ],
  };
}

/** One provider a user: it keeps the session and renews it ahead of its end. */
function providerOf(user) {
  if (!providers.has(user)) {
    const Policy = JSON.stringify(folderOf(user));
    const params = { RoleArn: ROLE_ARN, RoleSessionName: `page-${user}`, DurationSeconds: 900, Policy };
    providers.set(user, fromKeyward({ params }));
  }
  return providers.get(user);
}

async function vend(request, response) {
  const user = users.get(request.headers.authorization?.replace(/^Bearer /, ''));
  if (!user) return json(response, 401, { error: 'sign in first' });
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = await providerOf(user)();
  const credentials = { accessKeyId, secretAccessKey, sessionToken, expiration };
  return json(response, 200, { user, bucket: BUCKET, region: AWS_REGION, endpoint: AWS_ENDPOINT_URL, credentials });
}

function json(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

const files = { '/': ['index.html', 'text/html'], '/page.js': ['page.js', 'text/javascript'] };

async function file(path, response) {
  const [name, type] = files[path] ?? [];
  if (!name) return json(response, 404, { error: 'not found' });
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` });
  response.end(await readFile(new URL(`public/${name}`, import.meta.url)));
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const answered = pathname === '/credentials' && request.method === 'POST' ? vend(request, response) : file(pathname, response);
  answered.catch(({ message }) => json(response, 502, { error: message }));
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
