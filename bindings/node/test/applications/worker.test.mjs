// examples/worker: sessions of seconds, and not one refused request.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { Ground, skip } from '../support/ground.mjs';

// A session is renewed when a quarter of it is left: a second here, which is time enough on a busy machine.
const SECONDS = 5;
const SESSIONS = 3;

describe('a long-running worker', { skip, timeout: 300_000 }, () => {
  let ground;
  before(async () => {
    ground = await Ground.start();
    await ground.sandbox.control.setSessionLifetime(SECONDS);
  });
  after(() => ground?.stop());

  test('outlives its sessions', async () => {
    const program = join(ground.example('worker'), 'worker.mjs');
    const child = ground.spawn([program], { env: { BUCKET: 'uploads', INTERVAL: '50' } });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
    const end = new Promise((resolve) => child.once('close', resolve));
    const sessions = new Set();
    let requests = [];
    while (sessions.size < SESSIONS && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      requests = await ground.sandbox.control.requests();
      for (const { service, accessKeyId } of requests) if (service === 's3') sessions.add(accessKeyId);
    }
    child.kill('SIGTERM');
    assert.equal(await end, 0, complaint);
    assert.ok(sessions.size >= SESSIONS);
    assert.deepEqual(requests.filter(({ error }) => error !== null), []);
    assert.ok(requests.filter(({ operation }) => operation === 'PutObject').length >= SESSIONS);
  });

  test('goes on where AWS ends a session before its time', async () => {
    await ground.sandbox.control.setSessionLifetime(null);
    const program = join(ground.folder, 'worker/worker.mjs');
    const child = ground.spawn([program], { env: { BUCKET: 'uploads', INTERVAL: '10' } });
    const end = new Promise((resolve) => child.once('close', resolve));
    const beats = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await beats.next();
    const puts = (await ground.sandbox.control.requests()).filter(({ operation }) => operation === 'PutObject');
    const { accessKeyId } = puts.at(-1);
    assert.equal(await ground.sandbox.control.expireSession(accessKeyId), true);
    const refused = async () => (await ground.sandbox.control.requests()).filter(({ error }) => error !== null);
    while ((await refused()).length === 0) assert.equal((await beats.next()).done, false);
    for (let beat = 0; beat < 3; beat += 1) assert.equal((await beats.next()).done, false);
    child.kill('SIGTERM');
    assert.equal(await end, 0);
    const codes = (await refused()).map((request) => [request.accessKeyId, request.error]);
    assert.deepEqual(codes, [[accessKeyId, 'ExpiredToken']]);
  });
});
