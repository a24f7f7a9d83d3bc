// What the matrix programs share: one JSON line in (environment, profile), one JSON line out (the caller's ARN, or an error).
import { createInterface } from 'node:readline';

const kept = { PATH: process.env.PATH };

function become(env) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, kept, env);
}

// SDK v3 leaves the source's promise unhandled where a role wants an MFA code: a program would end here.
process.on('unhandledRejection', () => {});

export async function loop(whoami) {
  console.warn = () => {};
  for await (const line of createInterface({ input: process.stdin })) {
    const { env, profile } = JSON.parse(line);
    become(env);
    let answer;
    try {
      answer = { arn: await whoami(profile ?? undefined) };
    } catch (error) {
      answer = { error: error.Code ?? error.code ?? error.name, message: String(error.message) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
