// Programs that hold a fromKeyward provider and call S3 until the file STOP is there: one client each.
// rotation-load.mjs PROFILE FIRST COUNT STOP; a line for the beginning and the end of each call.

import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { fromKeyward } from 'keyward';

const [profile, first, count, stop] = process.argv.slice(2);
const LONGEST_MS = 240_000;
const PAUSE_MS = 90;

async function program(id) {
  // A second try would hide a refusal.
  const s3 = new S3Client({ credentials: fromKeyward({ profile }), maxAttempts: 1 });
  const end = Date.now() + LONGEST_MS;
  while (!existsSync(stop) && Date.now() < end) {
    console.log(`${id} begins`);
    try {
      await s3.send(new ListBucketsCommand({}));
      console.log(`${id} ends`);
    } catch (error) {
      console.log(`${id} failed ${error.name}: ${error.message}`);
    }
    await pause(PAUSE_MS);
  }
}

const ids = Array.from({ length: Number(count) }, (_, index) => `node-${Number(first) + index}`);
await Promise.all(ids.map(program));
