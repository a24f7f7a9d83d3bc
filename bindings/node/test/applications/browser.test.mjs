// examples/browser: a page in headless Chromium, with credentials that reach one folder of the bucket.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { delimiter, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { ACCOUNT, Ground, firstLine, sdk, skip } from '../support/ground.mjs';

const run = promisify(execFile);
const chromium = onPath(['chromium', 'chromium-browser', 'google-chrome', 'chrome']);
const unable = skip || (chromium ? false : 'no Chromium on the PATH (Debian: apt-get install chromium)');
if (!skip && !chromium) console.error('SKIPPED: the page in a browser, for want of a Chromium on the PATH');

describe('a page in a browser', { skip: unable, timeout: 300_000 }, () => {
  let ground;
  let address;
  let application;
  let front;
  before(async () => {
    ground = await Ground.start();
    const folder = ground.example('browser');
    const esbuild = join(ground.folder, 'node_modules/esbuild/bin/esbuild');
    const options = ['page.mjs', '--bundle', '--format=esm', '--minify', '--outfile=public/page.js'];
    await run(process.execPath, [esbuild, ...options], { cwd: folder });
    await put('alice/plan.txt', 'bob/diary.txt');
    front = createServer(forward).listen(0, '127.0.0.1');
    await new Promise((resolve) => front.once('listening', resolve));
    address = `http://127.0.0.1:${front.address().port}`;
    const env = {
      PORT: '0',
      AWS_ENDPOINT_URL: address,
      BUCKET: 'uploads',
      ROLE_ARN: `arn:aws:iam::${ACCOUNT}:role/app`,
      USERS: '{"token-of-alice":"alice"}',
    };
    const line = await firstLine(ground.spawn([join(folder, 'server.mjs')], { env }));
    application = /http:\/\/\S+/.exec(line)[0];
  });
  after(async () => {
    front?.close();
    await ground?.stop();
  });

  /** One origin for page and AWS: the sandbox has no CORS rules, and the browser keeps its own. */
  function forward(request, response) {
    const isSigned = request.headers.authorization?.startsWith('AWS4-');
    const { hostname, port } = new URL(isSigned ? ground.sandbox.endpoint : application);
    const { method, url: path, headers } = request;
    const onward = ask({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  }

  const put = async (...keys) => {
    const { S3Client, PutObjectCommand } = sdk('client-s3');
    const { accessKeyId, secretAccessKey } = ground.dev;
    const s3 = new S3Client({ endpoint: ground.sandbox.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } });
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket: 'uploads', Key, Body: Key }));
  };

  /** The page as it stands when its network is quiet. */
  const visit = async (url) => {
    const profile = join(ground.folder, `chromium-${Math.random().toString(36).slice(2)}`);
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
    // Nothing but this machine answers: no update, no account, no name server.
    const offline = ['--disable-background-networking', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
    const look = [`--user-data-dir=${profile}`, '--virtual-time-budget=20000', '--dump-dom', url];
    const options = { env: { ...ground.env, HOME: profile }, maxBuffer: 1 << 24, timeout: 300_000 };
    const { stdout } = await run(chromium, [...flags, ...offline, ...look], options);
    return stdout;
  };

  test('lists its own folder and is denied another', async () => {
    const page = await visit(`${address}/#token-of-alice`);
    assert.match(page, /<li>alice\/plan\.txt<\/li><li>alice\/visit\.txt<\/li>/);
    assert.match(page, /bob's files: AccessDenied/);
    assert.ok(!page.includes('diary'));
    const requests = await ground.sandbox.control.requests();
    const pages = requests.filter(({ service, caller }) => service === 's3' && caller?.endsWith('/page-alice'));
    assert.deepEqual(pages.map(({ operation, error }) => [operation, error]), [
      ['PutObject', null],
      ['ListObjectsV2', null],
      ['ListObjectsV2', 'AccessDenied'],
    ]);
  });

  test('what is vended is a short session of nobody else, and only for who is signed in', async () => {
    const vend = (token) => fetch(`${address}/credentials`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    const vended = (await (await vend('token-of-alice')).json()).credentials;
    const credentials = { ...vended, expiration: new Date(vended.expiration) };
    assert.match(credentials.accessKeyId, /^ASIA/);
    assert.ok(credentials.expiration.getTime() <= Date.now() + 900_000);
    const { S3Client, GetObjectCommand, PutObjectCommand } = sdk('client-s3');
    const s3 = new S3Client({ endpoint: ground.sandbox.endpoint, region: 'us-east-1', credentials });
    await s3.send(new PutObjectCommand({ Bucket: 'uploads', Key: 'alice/new.txt', Body: 'mine' }));
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket: 'uploads', Key: 'bob/diary.txt' })), { name: 'AccessDenied' });
    assert.equal((await vend('token-of-bob')).status, 401);
    assert.equal((await fetch(`${address}/server.mjs`)).status, 404);
  });
});

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
