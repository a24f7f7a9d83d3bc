// keyward/register/aws-sdk: programs on SDK v2, with keyward/aws-sdk in its place.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ACCOUNT, Ground, NODES, skip } from '../support/ground.mjs';

const ROLE = new RegExp(`^arn:aws:sts::${ACCOUNT}:assumed-role/app/`);
const BODY = `
  const endpoint = process.env.AWS_ENDPOINT_URL;
  const say = (value) => console.log(JSON.stringify(value ?? null));
  const run = async (AWS, S3) => {
    AWS.config.update({ region: 'us-east-1', s3ForcePathStyle: true });
    const { Arn } = await new AWS.STS({ endpoint }).getCallerIdentity().promise();
    const { Buckets } = await new S3({ endpoint }).listBuckets().promise();
    say([Arn, Buckets.map(({ Name }) => Name), AWS.S3 === S3]);
  };
`;
const CJS = `${BODY} run(require('aws-sdk'), require('aws-sdk/clients/s3'));`;
const ESM = `import AWS from 'aws-sdk';\nimport S3 from 'aws-sdk/clients/s3.js';\n${BODY} await run(AWS, S3);`;

describe('keyward/register/aws-sdk', { skip, timeout: 300_000 }, () => {
  let ground;
  let written = 0;
  before(async () => {
    ground = await Ground.start();
    // A program's packages without `aws-sdk`.
    for (const name of readdirSync(join(ground.folder, 'node_modules'))) {
      if (name === 'aws-sdk') continue;
      mkdirSync(join(ground.folder, 'without/node_modules'), { recursive: true });
      symlinkSync(join(process.env.KEYWARD_NODE_MODULES, name), join(ground.folder, 'without/node_modules', name));
    }
  });
  after(() => ground?.stop());

  const file = (kind, text, folder = '.') => ground.file(`${folder}/facade-${(written += 1)}.${kind}`, text);
  const answer = async (args, options) => {
    const [[arn, buckets, same]] = await ground.answers(args, { ...options, env: { AWS_PROFILE: 'app', ...options?.env } });
    assert.match(arn, ROLE);
    assert.deepEqual(buckets, ['uploads']);
    return same;
  };

  for (const [name, program] of NODES) {
    const absent = existsSync(program) ? false : `${name} is not installed`;
    test(`required, imported, and beside the import itself, on ${name}`, { skip: absent }, async () => {
      await answer(['--require', 'keyward/register/aws-sdk', file('cjs', CJS)], { program });
      await answer(['--import', 'keyward/register/aws-sdk', file('mjs', ESM)], { program });
      await answer(['--import', 'keyward/register', file('mjs', ESM)], { program, env: { KEYWARD_REGISTER: 'aws-sdk' } });
      await answer([file('mjs', `import 'keyward/register/aws-sdk';\n${ESM}`)], { program });
    });

    test(`without the package aws-sdk, on ${name}`, { skip: absent }, async () => {
      const options = { program, cwd: join(ground.folder, 'without') };
      await answer(['--require', 'keyward/register/aws-sdk', file('cjs', CJS, 'without')], options);
      await answer(['--import', 'keyward/register/aws-sdk', file('mjs', ESM, 'without')], options);
    });
  }

  test('keyward/v2 extends what answers for aws-sdk', async () => {
    const program = file('cjs', `
      const AWS = require('aws-sdk');
      const { KeywardCredentials } = require('keyward/v2');
      const credentials = new KeywardCredentials({ profile: 'app' });
      const sts = new AWS.STS({ endpoint: process.env.AWS_ENDPOINT_URL, region: 'us-east-1', credentials });
      sts.getCallerIdentity((error, data) => console.log(JSON.stringify(error ? String(error) : [data.Arn, credentials instanceof AWS.Credentials])));
    `);
    const [[arn, isOne]] = await ground.answers(['--require', 'keyward/register/aws-sdk', program]);
    assert.match(arn, ROLE);
    assert.equal(isOne, true);
  });

  test('it is keyward/aws-sdk, in the packages of a program as well', async () => {
    ground.file('node_modules_of_theirs/theirs/index.js', 'module.exports = require("aws-sdk/global");');
    const program = file('cjs', `
      const theirs = require('./node_modules_of_theirs/theirs');
      const ours = require('keyward/aws-sdk');
      const say = (value) => console.log(JSON.stringify(value));
      say([require('aws-sdk') === ours, theirs === require('keyward/aws-sdk/global'), typeof require('aws-sdk/lib/core').Credentials]);
      require('aws-sdk/lib/maintenance_mode_message').suppress = true;
      for (const name of ['aws-sdk/lib/signers/v4', 'aws-sdk/clients/nothing'])
        try { require(name); } catch ({ code, message }) { say([code, message]); }
    `);
    const [same, ...refused] = await ground.answers(['--require', 'keyward/register/aws-sdk', program]);
    assert.deepEqual(same, [true, true, 'function']);
    assert.deepEqual(refused.map(([code]) => code), ['not_supported', 'not_supported']);
    const words = /aws-sdk\/lib\/signers\/v4(\.js)? is not covered by keyward\/aws-sdk/;
    assert.match(refused[0][1], words);
    for (const [, node] of NODES.filter(([, node]) => existsSync(node))) {
      const imports = file('mjs', "await import('aws-sdk/lib/signers/v4.js').catch(({ message }) => console.log(JSON.stringify(message)));");
      const [message] = await ground.answers(['--import', 'keyward/register/aws-sdk', imports], { program: node });
      assert.match(message, words);
    }
  });
});
