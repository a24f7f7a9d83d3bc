// The page: SDK v3 in the browser, with credentials that the server vends and the SDK renews through it.
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const token = location.hash.slice(1);

async function session() {
  const answer = await fetch('/credentials', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error((await answer.json()).error);
  return answer.json();
}

/** The SDK asks again before the session ends. */
async function credentials() {
  const { credentials: found } = await session();
  return { ...found, expiration: new Date(found.expiration) };
}

const { user, bucket, region, endpoint } = await session();
const s3 = new S3Client({ region, endpoint, forcePathStyle: Boolean(endpoint), credentials });

async function list(prefix) {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  return Contents.map(({ Key }) => Key);
}

await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${user}/visit.txt`, Body: new Date().toISOString() }));
const items = (await list(`${user}/`)).map((key) => Object.assign(document.createElement('li'), { textContent: key }));
document.getElementById('files').append(...items);

// Another user's folder: AWS refuses, whatever the page tries.
const refused = document.getElementById('refused');
refused.textContent = await list('bob/').then(
  (keys) => `bob's files: ${keys}`,
  ({ name }) => `bob's files: ${name}`,
);
document.body.dataset.done = 'true';
