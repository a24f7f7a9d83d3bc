// keyward/v2: codes of MFA devices, and sessions that come to their end.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { ACCOUNT, Ground, skip } from '../support/ground.mjs';

// RFC 6238's own test secret, and as AWS writes it.
const SECRET = '12345678901234567890';
const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const SERIAL = `arn:aws:iam::${ACCOUNT}:mfa/dev`;

/** The code of this half minute, or of a later one. */
function code(later = 0) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', SECRET).update(counter).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

const linesOf = (child) => createInterface({ input: child.stdout })[Symbol.asyncIterator]();

const GUARDED = {
  trust: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    ],
  },
};

const HEAD = `
  const AWS = require('aws-sdk');
  const say = (value) => console.log(JSON.stringify(value ?? null));
  const at = { endpoint: process.env.AWS_ENDPOINT_URL, region: 'us-east-1' };
  const arn = async (credentials) => (await new AWS.STS({ ...at, credentials }).getCallerIdentity().promise()).Arn;
  const main = (run) => run().catch((error) => { console.error(error); process.exitCode = 1; });
`;

describe('keyward/v2 over time', { skip, timeout: 300_000 }, () => {
  let ground;
  let written = 0;
  before(async () => {
    ground = await Ground.start((seed) => {
      const account = seed.accounts[ACCOUNT];
      account.mfaDevices = { dev: { user: 'dev', seed: SEED } };
      account.roles.guarded = GUARDED;
    });
    const profile = `role_arn = arn:aws:iam::${ACCOUNT}:role/guarded\nsource_profile = default\nmfa_serial = ${SERIAL}\n`;
    ground.add('.aws/config', `[profile guarded]\n${profile}`);
  });
  after(() => ground?.stop());

  const program = (body, args = []) => {
    const file = ground.file(`renewal-${(written += 1)}.cjs`, `${HEAD}\nmain(async () => {${body}});`);
    return ground.answers([...args, file]);
  };
  const guarded = new RegExp(`^arn:aws:sts::${ACCOUNT}:assumed-role/guarded/`);

  test('tokenCodeFn: the program is asked for a code, by name of the device', async () => {
    const [asked, who] = await program(`
      const { KeywardCredentials } = require('keyward/v2');
      const tokenCodeFn = (serial, callback) => { say(serial); setImmediate(callback, null, '${code()}'); };
      say(await arn(new KeywardCredentials({ profile: 'guarded', tokenCodeFn })));
    `);
    assert.equal(asked, SERIAL);
    assert.match(who, guarded);
  });

  test('the same in SharedIniFileCredentials under keyward/register, where SDK v2 takes it', async () => {
    const body = `
      const tokenCodeFn = (serial, callback) => { say(serial); callback(null, '${code(1)}'); };
      say(await arn(new AWS.SharedIniFileCredentials({ profile: 'guarded', tokenCodeFn })));
    `;
    const [asked, who] = await program(body, ['--require', 'keyward/register']);
    assert.equal(asked, SERIAL);
    assert.match(who, guarded);
  });

  test('a code that the program refuses to give is its error', async () => {
    const [error] = await program(`
      const { KeywardCredentials } = require('keyward/v2');
      const tokenCodeFn = (serial, callback) => callback(new Error('not today'));
      const { code, message } = await new KeywardCredentials({ profile: 'guarded', tokenCodeFn }).getPromise().catch((error) => error);
      say({ code, message });
    `);
    assert.equal(error.code, 'mfa_required');
    assert.match(error.message, /not today/);
  });

  test('sessions of seconds: no request is refused', async () => {
    await ground.sandbox.control.setSessionLifetime(5);
    const [result] = await program(`
      const { KeywardCredentials } = require('keyward/v2');
      const credentials = new KeywardCredentials({ profile: 'app' });
      const keys = new Set();
      while (keys.size < 3) {
        await arn(credentials);
        keys.add(credentials.accessKeyId);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      say([...keys].every((key) => key.startsWith('ASIA')));
    `);
    await ground.sandbox.control.setSessionLifetime(null);
    assert.equal(result, true);
    const log = await ground.sandbox.control.requests();
    assert.deepEqual(log.filter(({ operation, error }) => operation === 'GetCallerIdentity' && error !== null), []);
  });

  test('expiryWindow: a program that wants more time gets it', async () => {
    await ground.sandbox.control.setSessionLifetime(600);
    const file = ground.file(
      'window.cjs',
      `${HEAD}
      const { KeywardCredentials } = require('keyward/v2');
      main(async () => {
        const credentials = new KeywardCredentials({ profile: 'app' });
        const key = () => credentials.getPromise().then(() => credentials.accessKeyId);
        say([await key(), await key()]);
        await new Promise((resolve) => process.stdin.once('data', resolve));
        credentials.expiryWindow = 900;
        say([await key(), await key()]);
        process.stdin.destroy();
      });`,
    );
    const child = ground.spawn([file]);
    const lines = linesOf(child);
    const [first, again] = JSON.parse((await lines.next()).value);
    assert.equal(first, again);
    await ground.sandbox.control.setSessionLifetime(null);
    child.stdin.write('go\n');
    const [second, kept] = JSON.parse((await lines.next()).value);
    assert.notEqual(second, first, 'ten minutes are less than fifteen');
    assert.equal(kept, second, 'an hour is enough');
  });

  test('ahead of expiry it asks behind the back of the caller', async () => {
    const [order] = await program(`
      const { KeywardCredentials } = require('keyward/v2');
      const credentials = new KeywardCredentials({ profile: 'app' });
      await credentials.getPromise();
      const last = credentials.expireTime;
      const soon = credentials.expireTime = new Date(last - 60_000);
      Date.now = () => soon - 200_000;
      const order = [];
      credentials.get(() => order.push('called'));
      order.push(credentials.expireTime === soon);
      while (credentials.expireTime === soon) await new Promise((resolve) => setTimeout(resolve, 5));
      say([...order, credentials.expireTime.getTime() === last.getTime()]);
    `);
    assert.deepEqual(order, ['called', true, true]);
  });

  test('the promises of another library, where a program has set one', async () => {
    const [answers] = await program(`
      const { KeywardCredentials } = require('keyward/v2');
      class Theirs extends Promise {}
      AWS.config.setPromisesDependency(Theirs);
      const promise = new KeywardCredentials({ profile: 'app' }).getPromise();
      await promise;
      say(promise instanceof Theirs);
    `);
    assert.equal(answers, true);
  });
});
