// An HTTP server that streams uploads to S3. Nothing is held in memory but the parts under way.
//
//   BUCKET=my-bucket PORT=8080 node server.mjs
//   curl -T film.mp4 http://127.0.0.1:8080/film.mp4
//
// npm i keyward @aws-sdk/client-s3 @aws-sdk/lib-storage
import { createServer } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { clientConfig } from 'keyward';

const { BUCKET, PORT = '8080' } = process.env;
if (!BUCKET) throw new Error('name a bucket in BUCKET');

const s3 = new S3Client(clientConfig({ profile: 'app' }));

/** An upload that its sender breaks off fails here, and leaves no part behind. */
async function store(request, key) {
  const upload = new Upload({ client: s3, params: { Bucket: BUCKET, Key: key, Body: request } });
  const { ETag } = await upload.done();
  return { key, etag: ETag };
}

const server = createServer((request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(body)}\n`);
  };
  if (request.method !== 'PUT') return answer(405, { error: 'PUT a file' });
  const key = decodeURIComponent(new URL(request.url, 'http://localhost').pathname.slice(1));
  store(request, key).then(
    (stored) => answer(200, stored),
    ({ name, message }) => answer(502, { error: name, message }),
  );
});

// A request that cannot be read is its sender's fault, and not the server's end.
server.on('clientError', (_error, socket) => socket.destroy());
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
process.once('SIGTERM', () => server.close());
