// examples/threads: worker threads share one session.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Ground, skip } from '../support/ground.mjs';

describe('worker threads', { skip, timeout: 300_000 }, () => {
  let ground;
  before(async () => {
    ground = await Ground.start();
  });
  after(() => ground?.stop());

  test('one session for all', async () => {
    const program = join(ground.example('threads'), 'worker-threads.mjs');
    const said = await ground.answers([program], { env: { THREADS: '4' } });
    assert.equal(new Set(said.map(({ threadId }) => threadId)).size, 4);
    assert.ok(said.every(({ arn }) => arn.includes(':assumed-role/app/')));
    assert.equal(new Set(said.map(({ accessKeyId }) => accessKeyId)).size, 1);
    const assumed = (await ground.sandbox.control.requests()).filter(({ operation }) => operation === 'AssumeRole');
    assert.equal(assumed.length, 1);
  });
});
