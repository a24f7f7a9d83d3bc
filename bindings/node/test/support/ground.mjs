// A sandbox, a user's home with AWS files and a vault, and programs that run there with the SDKs installed beside them.
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from 'keyward/sandbox';

const { KEYWARD_BIN, KEYWARD_NODE_MODULES } = process.env;

/** Why a test cannot run here, or false. */
export const skip = KEYWARD_BIN && KEYWARD_NODE_MODULES ? false : 'KEYWARD_BIN and KEYWARD_NODE_MODULES are not set';

export const EXAMPLES = fileURLToPath(new URL('../../../../examples', import.meta.url));
export const ACCOUNT = '123456789012';
export const OTHER_ACCOUNT = '210987654321';

/** Nodes to run a program on: this one, and what the clients' packages hold. */
export const NODES = [
  ['this Node', process.execPath],
  ...['node-22', 'node-24'].map((name) => [name, join(KEYWARD_NODE_MODULES ?? '', name, 'bin/node')]),
];

const trusting = (account) => ({
  trust: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
  },
  attachedPolicies: ['AmazonS3FullAccess'],
});

const seed = () => ({
  version: 1,
  accounts: {
    [ACCOUNT]: {
      users: { dev: { accessKeys: [{}], attachedPolicies: ['AdministratorAccess'] } },
      roles: { app: trusting(ACCOUNT) },
    },
    [OTHER_ACCOUNT]: { roles: { partner: trusting(ACCOUNT) } },
  },
  buckets: { uploads: { owner: ACCOUNT }, 'partner-reports': { owner: OTHER_ACCOUNT } },
});

const CONFIG = `[default]
region = us-east-1
[profile app]
region = us-east-1
role_arn = arn:aws:iam::${ACCOUNT}:role/app
source_profile = default
[profile partner]
region = us-east-1
role_arn = arn:aws:iam::${OTHER_ACCOUNT}:role/partner
source_profile = default
`;

export class Ground {
  #children = new Set();

  /** `change` may add to the sandbox's seed. */
  static async start(change = () => {}) {
    const ground = new Ground();
    const begin = seed();
    change(begin);
    ground.sandbox = await startSandbox({ seed: begin });
    ground.folder = mkdtempSync(join(tmpdir(), 'keyward-ground-'));
    ground.link('node_modules');
    const identities = await ground.sandbox.control.identities();
    ground.dev = identities.find(({ userName }) => userName === 'dev');
    ground.file('.aws/config', CONFIG);
    ground.file('.aws/credentials', ground.keys('default', ground.dev));
    return ground;
  }

  async stop() {
    for (const child of this.#children) child.kill('SIGKILL');
    await this.sandbox.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A section of a credentials file. */
  keys(profile, { accessKeyId, secretAccessKey }) {
    return `[${profile}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  }

  /** What every program here sees, and nothing else of ours. */
  get env() {
    const { PATH } = process.env;
    return {
      PATH,
      KEYWARD_BIN,
      HOME: this.folder,
      KEYWARD_HOME: join(this.folder, 'vault'),
      KEYWARD_IDENTITY_FILE: join(this.folder, 'identity.txt'),
      AWS_ENDPOINT_URL: this.sandbox.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1',
    };
  }

  file(name, text) {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** More text at the end of a file. */
  add(name, text) {
    appendFileSync(join(this.folder, name), text);
  }

  /** The packages, under one more name. */
  link(name) {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(KEYWARD_NODE_MODULES, path);
  }

  /** A folder of `examples/`, copied here: Node looks for packages beside a program. */
  example(name) {
    const to = join(this.folder, name);
    cpSync(join(EXAMPLES, name), to, { recursive: true });
    return to;
  }

  /** A vault with an entry for each profile. */
  async vault(entries) {
    const { KEYWARD_IDENTITY_FILE: file } = this.env;
    await this.keyward(['init', '--unlock', 'file', '--identity', file]);
    for (const [profile, { accessKeyId, secretAccessKey }] of Object.entries(entries)) {
      const input = JSON.stringify({ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey });
      await this.keyward(['add', profile, '--stdin'], input);
    }
  }

  async keyward(args, input = '') {
    const said = await this.run(args, { program: KEYWARD_BIN, input });
    if (said.code !== 0) throw new Error(`keyward ${args.join(' ')}: ${said.stderr}`);
    return said.stdout;
  }

  /** Runs a program to its end. */
  run(args, options = {}) {
    const child = this.spawn(args, options);
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (said[name] += text));
    child.stdin.end(options.input ?? '');
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ ...said, code, signal }));
    });
  }

  /** A program that is talked to while it runs; it ends with the ground at the latest. */
  spawn(args, { program = process.execPath, env = {}, cwd = this.folder } = {}) {
    const child = spawn(program, args, { cwd, env: { ...this.env, ...env } });
    child.stdin.on('error', () => {});
    this.#children.add(child);
    child.once('close', () => this.#children.delete(child));
    return child;
  }

  /** Runs a program that prints lines of JSON, and has to succeed. */
  async answers(args, options) {
    const { code, stdout, stderr } = await this.run(args, options);
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout.trim().split('\n').map(parsed);
  }
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`not a line of JSON: ${line}`);
  }
}

/** The first line that a running program prints. */
export function firstLine(child) {
  let said = '';
  let complaint = '';
  return new Promise((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (said.includes('\n')) resolve(said.split('\n')[0]);
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`it ended with ${code}: ${complaint}`)));
  });
}

/** A package of SDK v3, which is not installed beside this one. */
export function sdk(name) {
  return createRequire(join(KEYWARD_NODE_MODULES, 'x.js'))(`@aws-sdk/${name}`);
}
