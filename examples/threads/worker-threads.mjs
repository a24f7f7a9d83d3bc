// Worker threads, each with a client of its own: all of them share one session, which is fetched once.
//
//   THREADS=4 node worker-threads.mjs
//
// npm i keyward @aws-sdk/client-sts
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, threadId, Worker } from 'node:worker_threads';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromKeyward } from 'keyward';

if (isMainThread) {
  const { THREADS = '4' } = process.env;
  for (let started = 0; started < Number(THREADS); started += 1) {
    const worker = new Worker(fileURLToPath(import.meta.url));
    worker.on('message', (said) => console.log(JSON.stringify(said)));
    worker.on('error', (error) => {
      console.error(error);
      process.exitCode = 1;
    });
  }
} else {
  const credentials = fromKeyward({ profile: 'app' });
  const { Arn } = await new STSClient({ profile: 'app', credentials }).send(new GetCallerIdentityCommand({}));
  const { accessKeyId } = await credentials();
  parentPort.postMessage({ threadId, arn: Arn, accessKeyId });
}
