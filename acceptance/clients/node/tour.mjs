// Runs the tour's tables (acceptance/tour) with the SDK for JavaScript v2 or v3, or with keyward/aws-sdk; prints what each step answered, as JSON.
//
// usage: tour.mjs v3|v2|facade SERVICES TABLE...
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const [name, list, ...tables] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const { Client } = await import(`./tour-${name}.mjs`);
// What the tables say of SDK v2 they say of keyward/aws-sdk.
const kin = name === 'facade' ? 'v2' : name;

/** The code of RFC 6238 for a Base32 seed, which the SDKs give as bytes. */
function totp(seed, at) {
  const letters = [...Buffer.from(seed).toString()];
  const bits = letters.map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(at / 30)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const code = (digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1_000_000;
  return String(code).padStart(6, '0');
}

const isPlainObject = (value) => value !== null && typeof value === 'object' && !(value instanceof Uint8Array) && !(value instanceof Date);
const map = (object, change) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));

/** What one table has kept so far, and the clock that its codes go by. */
class Tour {
  kept = {};
  now = 0;

  constructor({ varies = [] }) {
    this.varies = new Set(varies);
  }

  /** Kept values in their places, and the `$…` forms made. */
  fill(value) {
    if (typeof value === 'string') return this.#text(value);
    if (Array.isArray(value)) return value.map((item) => this.fill(item));
    if (!isPlainObject(value)) return value;
    const form = Object.keys(value).find((key) => key.startsWith('$'));
    return form ? this.#form(form, value) : map(value, (item) => this.fill(item));
  }

  #text(text) {
    for (const [key, kept] of Object.entries(this.kept)) {
      if (text === `\${${key}}`) return kept;
      text = text.replaceAll(`\${${key}}`, kept);
    }
    return text;
  }

  #form(form, value) {
    const given = this.fill(value[form]);
    switch (form) {
      case '$json':
        return JSON.stringify(given);
      case '$totp':
        return totp(given, this.now / 1000 + (value.plus ?? 0));
      case '$bytes':
        return Buffer.from(given);
      case '$time':
        return new Date(given);
      case '$after':
        return given.slice(given.indexOf(value.mark) + value.mark.length);
      case '$repeat':
        return given.repeat(value.times);
      default:
        throw new Error(form);
    }
  }

  keep(wanted, source) {
    for (const [key, path] of Object.entries(wanted)) {
      this.kept[key] = path.split('.').reduce((value, part) => value[part], source);
    }
  }

  /** An answer without what differs from run to run: what was kept is named, what varies is marked. */
  plain(value) {
    if (value instanceof Date) return value.toISOString();
    if (value instanceof Uint8Array) return this.plain(Buffer.from(value).toString());
    if (Array.isArray(value)) return value.map((item) => this.plain(item));
    if (isPlainObject(value)) return this.#object(value);
    return typeof value === 'string' ? this.#named(value) : value;
  }

  #object(value) {
    const shown = Object.entries(value).filter(([key]) => key !== '$metadata' && key !== 'ResponseMetadata');
    return map(Object.fromEntries(shown), (item, key) => (this.varies.has(key) && item ? '<varies>' : this.plain(item)));
  }

  /** IAM's documents come URL-encoded, but for the Python clients, which decode them. */
  #named(text) {
    if (text.startsWith('%7B')) return this.plain(JSON.parse(decodeURIComponent(text)));
    const kept = Object.entries(this.kept).filter(([, value]) => typeof value === 'string' && value.length >= 8);
    kept.sort(([, one], [, other]) => other.length - one.length);
    return kept.reduce((result, [key, value]) => result.replaceAll(value, `\${${key}}`), text);
  }
}

/** A call of the sandbox's control. */
async function control({ control: path, body }) {
  const { KEYWARD_SANDBOX_CONTROL: endpoint, KEYWARD_SANDBOX_CONTROL_TOKEN: token } = process.env;
  const method = body === undefined ? 'GET' : 'POST';
  const response = await fetch(endpoint + path, { method, headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** A URL as a browser would ask for it: status, body, and where it leads. S3's refusals are documents. */
async function visit(url, request = {}) {
  const response = await fetch(url, { redirect: 'manual', ...request });
  const body = await response.text();
  if (response.status >= 400) return { error: { code: body.match(/<Code>(.*?)<\/Code>/)?.[1] ?? '', status: response.status } };
  const location = response.headers.get('location');
  const leads = location ? Object.fromEntries(new URL(location).searchParams) : {};
  return { ok: { status: response.status, body, leads } };
}

/** One step; its answer as the client gave it. */
async function take(step, service, client) {
  if (step.control) return { ok: await control(step) };
  if (step.visit) return visit(step.visit);
  if (step.presign) return visit(await client.presign(service, step));
  if (step.form) return submit(await client.presignedForm(service, step), step.form);
  return client.call(service, step);
}

/** Sends a file as a browser would send the form of a presigned POST. */
function submit({ url, fields }, content) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new Blob([content]), 'f');
  return visit(url, { method: 'POST', body: form });
}

function environment(changes) {
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === undefined) delete process.env[key];
    else process.env[key] = value;
  }
}

async function run(client, services, table) {
  const tour = new Tour(table);
  const answers = [];
  for (const { keep = {}, expect, error, ...step } of table.steps) {
    if (kin in { ...table.without, ...step.without }) {
      answers.push(null);
      continue;
    }
    tour.now = Date.now();
    const asked = tour.fill(step);
    const before = map(asked.env ?? {}, (_, key) => process.env[key]);
    environment(asked.env ?? {});
    const answer = await take(asked, services[step.service ?? table.service][kin], client);
    environment(before);
    if (answer.ok || error) tour.keep(keep, { ...answer, ...answer.ok, params: asked.params });
    answers.push(tour.plain(answer));
  }
  return answers;
}

const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
delete process.env.AWS_ACCESS_KEY_ID;
delete process.env.AWS_SECRET_ACCESS_KEY;
const client = new Client({ accessKeyId, secretAccessKey });
const services = read(list);
const answers = {};
for (const path of tables) {
  answers[basename(path, '.json')] = await run(client, services, read(path));
}
process.stdout.write(JSON.stringify(answers));
