// `keyward` of an npm installation is the platform's program: arguments, input, exit codes and signals are its own.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { here, installed } from './installed.mjs';

const options = { skip: process.platform === 'win32' && 'the program of this test is a shell script' };
const nodes = { 'this Node': [], 'a Node without execve': ['-r', new URL('no-execve.cjs', import.meta.url).pathname] };

for (const [name, flags] of Object.entries(nodes)) {
  const launcher = (t, script) => {
    const { js } = installed(t, { [here]: { keyward: `#!/bin/sh\n${script}\n` } });
    return [...flags, join(js, 'bin.cjs')];
  };

  test(`arguments, input, output and exit code, on ${name}`, options, (t) => {
    const args = [...launcher(t, 'cat; printf "<%s>" "$@"; echo no >&2; exit 6'), 'a b', '--x=', ''];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { input: 'in ', encoding: 'utf8' });
    assert.deepEqual([stdout, stderr, status], ['in <a b><--x=><>', 'no\n', 6]);
  });

  test(`a signal reaches the program, which may decide, on ${name}`, options, async (t) => {
    const script = 'trap "echo asked; exit 3" TERM; echo ready; while :; do sleep 0.05; done';
    const child = spawn(process.execPath, launcher(t, script), { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const [code, signal] = await once(child, 'close');
    assert.deepEqual([said, code, signal], ['ready\nasked\n', 3, null]);
  });

  test(`it ends by the signal that ended the program, on ${name}`, options, (t) => {
    const { signal } = spawnSync(process.execPath, launcher(t, 'kill -KILL $$'));
    assert.equal(signal, 'SIGKILL');
  });
}

test('without the native part it says what to install', options, (t) => {
  const { js } = installed(t);
  const { stderr, status } = spawnSync(process.execPath, [join(js, 'bin.cjs')], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`^error: @keyward/${here}, .* is not installed\nhint: run \`npm i --os=`));
});
