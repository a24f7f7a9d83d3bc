// examples/worker: sessions of seconds, and not one refused request.
import assert from 'node:assert/strict';
import { join } from 'node:path';
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
});
