// A server in several processes: `node:cluster` shares the port, and each process has a session of its own.
//
//   PROCESSES=2 PORT=8080 node cluster.cjs
//
// npm i keyward @aws-sdk/client-sts
const cluster = require('node:cluster');
const { createServer } = require('node:http');

const { PROCESSES = '2', PORT = '8080' } = process.env;

if (cluster.isPrimary) primary();
else serve();

function primary() {
  let waited = Number(PROCESSES);
  for (let started = 0; started < Number(PROCESSES); started += 1) cluster.fork();
  cluster.on('listening', (_worker, { port }) => {
    waited -= 1;
    if (waited === 0) console.log(`listening on http://127.0.0.1:${port}`);
  });
  process.once('SIGTERM', () => cluster.disconnect());
}

function serve() {
  const { GetCallerIdentityCommand, STSClient } = require('@aws-sdk/client-sts');
  const { fromKeyward } = require('keyward');
  const sts = new STSClient({ profile: 'app', credentials: fromKeyward({ profile: 'app' }) });

  const server = createServer(async (_request, response) => {
    try {
      const { Arn: arn } = await sts.send(new GetCallerIdentityCommand({}));
      response.end(JSON.stringify({ arn, process: process.pid }));
    } catch ({ message }) {
      response.writeHead(502).end(JSON.stringify({ error: message }));
    }
  });
  server.listen(Number(PORT), '127.0.0.1');
}
