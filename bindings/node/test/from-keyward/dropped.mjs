// Run by shared.test.mjs with --expose-gc: providers are dropped while they resolve; afterwards nothing of them is left.
import { setTimeout as sleep } from 'node:timers/promises';
import { fromKeyward } from 'keyward';

const providers = [];
const identities = [];

async function drop(rounds) {
  const calls = [];
  for (let round = 0; round < rounds; round += 1) {
    // A function of its own: no other's options are equal.
    const provider = fromKeyward({ profile: 'p', clientConfig: { region: () => 'eu-west-1' } });
    providers.push(new WeakRef(provider));
    calls.push(provider().then((identity) => void identities.push(new WeakRef(identity))));
  }
  await Promise.all(calls);
}

/** Objects are collected at the end of a turn of the event loop. */
async function collect() {
  for (let turn = 0; turn < 20; turn += 1) {
    await sleep(5);
    globalThis.gc();
  }
}

const alive = (references) => references.filter((reference) => reference.deref() !== undefined).length;

await drop(200);
await collect();
const before = process.memoryUsage().heapUsed;
for (let round = 0; round < 20; round += 1) await drop(200);
const count = () => ({ providers: alive(providers), identities: alive(identities) });
await collect();
const left = count();
providers.length = 0;
identities.length = 0;
await collect();
// 4000 providers of even a kilobyte would be 4 MB.
console.log(JSON.stringify({ ...left, grew: process.memoryUsage().heapUsed > before + 1_000_000 }));
