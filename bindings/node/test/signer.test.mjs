// Synchronous signatures, judged by SDK v3's own signer and by the sandbox.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startSandbox } from 'keyward/sandbox';

const require = createRequire(import.meta.url);
const { presignSync, signSync } = require('../js/signer.cjs');
const skip = !process.env.KEYWARD_BIN || !process.env.KEYWARD_NODE_MODULES;
const theirs = (name) => createRequire(join(process.env.KEYWARD_NODE_MODULES, 'x.js'))(name);

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const session = { ...credentials, sessionToken: 'FwoGZXIvYXdzE+/=token' };
const time = new Date('2026-11-23T20:00:00.750Z');
const host = 'bucket.s3.eu-west-1.amazonaws.com';

const REQUESTS = [
  { service: 's3', method: 'GET', path: '/key' },
  { service: 's3', method: 'PUT', path: '/a%20b/%2B%3D/%C3%BC/%2F//./../%E2%82%AC', body: 'text' },
  { service: 's3', method: 'GET', path: '/', query: { acl: '', 'list-type': '2', prefix: 'a b/ü+=&*\'()!~', delimiter: '/' } },
  { service: 's3', method: 'PUT', path: '/k', body: new Uint8Array([0, 255, 10]), headers: { 'X-Amz-Meta-Note': '  two   blanks \t', 'content-type': 'text/plain' } },
  { service: 's3', method: 'PUT', path: '/k', headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-trailer': 'x-amz-checksum-crc32', 'transfer-encoding': 'chunked' } },
  { service: 'sts', method: 'POST', path: '/', body: 'Action=GetCallerIdentity&Version=2011-06-15', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  { service: 'execute-api', method: 'GET', path: '/a%20b/./c/../d//e/%2B', query: { b: ['2', '1'], a: 'ü', 'a-': '' } },
  { service: 'execute-api', method: 'GET', path: '/plain/', headers: { 'user-agent': 'x', 'cache-control': 'no', 'sec-fetch-mode': 'x', 'proxy-a': 'b', expect: '100-continue' } },
];

/** SDK v3's signer of one request. */
function judge(request, who) {
  const { SignatureV4 } = theirs('@smithy/signature-v4');
  const { HttpRequest } = theirs('@smithy/core/protocols');
  const { Sha256 } = sha256();
  const signer = new SignatureV4({
    credentials: who,
    region: 'eu-west-1',
    service: request.service,
    sha256: Sha256,
    uriEscapePath: request.service !== 's3',
  });
  const { method, path, query, body, headers } = request;
  return { signer, request: new HttpRequest({ protocol: 'https:', hostname: host, method, path, query, body, headers: { ...headers, host } }) };
}

function sha256() {
  const { createHash, createHmac } = require('node:crypto');
  class Sha256 {
    constructor(secret) {
      this.hash = secret ? createHmac('sha256', secret) : createHash('sha256');
    }
    update(data) {
      this.hash.update(data);
    }
    async digest() {
      return new Uint8Array(this.hash.digest());
    }
  }
  return { Sha256 };
}

for (const [index, request] of REQUESTS.entries()) {
  for (const who of [credentials, session]) {
    const name = `${index}: ${request.service} ${request.method} ${request.path}${who === session ? ' by a session' : ''}`;

    test(`headers as SDK v3's signer makes them: ${name}`, { skip }, async () => {
      const { signer, request: their } = judge(request, who);
      const expected = await signer.sign(their, { signingDate: time });
      const signed = signSync({ ...request, host, region: 'eu-west-1', time, credentials: who });
      for (const [header, value] of Object.entries(signed)) assert.equal(value, expected.headers[header], header);
      assert.ok(signed.authorization);
    });

    test(`a URL as SDK v3's signer makes it: ${name}`, { skip }, async () => {
      const payloadHash = 'UNSIGNED-PAYLOAD';
      const headers = { ...request.headers, 'x-amz-content-sha256': payloadHash };
      const { signer, request: their } = judge({ ...request, headers }, who);
      const expected = await signer.presign(their, { signingDate: time, expiresIn: 60 });
      const url = presignSync({ ...request, headers: isS3(request) ? request.headers : headers, payloadHash, host, region: 'eu-west-1', time, expires: 60, credentials: who });
      const query = new URL(url).searchParams;
      const lower = (name) => name.toLowerCase();
      const ours = Object.fromEntries([...query].map(([name, value]) => [lower(name), value]));
      // The name of the hash's parameter is a part of the signature: equal up to it.
      const { 'X-Amz-Signature': signature, ...rest } = expected.query;
      for (const [name, value] of Object.entries(rest)) {
        if (lower(name) === 'x-amz-content-sha256' || Array.isArray(value)) continue;
        assert.equal(ours[lower(name)], value, name);
      }
      if (!isS3(request)) assert.equal(ours['x-amz-signature'], signature);
      assert.match(ours['x-amz-signature'], /^[0-9a-f]{64}$/);
    });
  }
}

const isS3 = (request) => request.service === 's3';

test('credentials that change in place sign by what they are now', { skip }, () => {
  const changing = { ...credentials };
  const sign = (credentials) => signSync({ service: 'sts', host, path: '/', region: 'eu-west-1', time, credentials }).authorization;
  sign(changing);
  Object.assign(changing, { accessKeyId: 'ASIAI44QH8DHBEXAMPLE', sessionToken: 'other' });
  assert.equal(sign(changing), sign({ ...changing }));
  assert.match(sign(changing), /ASIAI44QH8DHBEXAMPLE/);
});

test('what cannot be signed is told', { skip }, () => {
  const request = { service: 's3', host, path: '/k', region: 'eu-west-1', time, credentials };
  const refused = { name: 'KeywardError', code: 'invalid_argument' };
  assert.throws(() => signSync({ ...request, headers: { ü: 'x' } }), refused);
  assert.throws(() => signSync({ ...request, host: undefined }), refused);
  assert.throws(() => signSync({ ...request, path: 'no/slash' }), refused);
  assert.throws(() => presignSync({ ...request, path: `/${'a'.repeat(30_000)}` }), refused);
  assert.throws(() => signSync({ ...request, path: '/not encoded' }), refused);
  assert.throws(() => presignSync({ ...request, expires: 604_801 }), refused);
});

let sandbox;
before(async () => {
  if (!skip) sandbox = await startSandbox();
});
after(() => sandbox?.stop());

const KEYS = ['plain', 'a b', 'a+b=c', 'ü/€', 'a//b', './..', "!'()*~", 'a%20b', 'a&b?c#d'];

for (const key of KEYS) {
  test(`the sandbox takes header and URL for the key ${JSON.stringify(key)}`, { skip }, async () => {
    const { S3Client, CreateBucketCommand } = theirs('@aws-sdk/client-s3');
    const { endpoint, region, credentials } = sandbox;
    const bucket = `signer-${KEYS.indexOf(key)}`;
    const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    s3.destroy();
    const encoded = key.split('/').map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (s) => `%${s.charCodeAt(0).toString(16).toUpperCase()}`)).join('/');
    const { host: where } = new URL(endpoint);
    const request = { host: where, path: `/${bucket}/${encoded}`, service: 's3', region, credentials };

    const put = { ...request, method: 'PUT', body: 'hello' };
    const answer = await send(put, signSync(put));
    assert.equal(answer.status, 200, answer.text);
    const url = presignSync({ ...request, protocol: 'http' });
    const got = await send({ host: where, path: url.slice(url.indexOf(where) + where.length) }, {});
    assert.deepEqual(got, { status: 200, text: 'hello' });
    const bent = await send({ host: where, path: `${url.slice(url.indexOf(where) + where.length)}0` }, {});
    assert.equal(bent.status, 403);
  });
}

/** `fetch` would tidy the path up. */
function send({ host, path, method = 'GET', body }, headers) {
  const { request } = require('node:http');
  const [hostname, port] = host.split(':');
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, async (answer) => {
      let text = '';
      for await (const part of answer) text += part;
      resolve({ status: answer.statusCode, text });
    });
    sent.on('error', reject).end(body);
  });
}
