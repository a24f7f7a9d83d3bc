'use strict';

// A body cut into parts of one size, the last of which may be shorter. A stream is read no faster than its parts are sent.

const { Readable, Stream } = require('node:stream');

class Parts {
  #next;
  #ahead;
  #stream;

  constructor(body, size) {
    if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) this.#next = sliced(bytesOf(body), size);
    else {
      this.#stream = streamOf(body);
      this.#next = gathered(this.#stream, size);
    }
  }

  /** Nobody wants the rest: it is read to its end, so that whoever sends it is not left waiting. */
  drain() {
    this.#stream?.on('error', () => {});
    this.#next.return().then(() => this.#stream?.resume());
  }

  /** `{ bytes, isLast }`; an empty body is one empty part. */
  async next() {
    const { value } = this.#ahead ?? (await this.#next.next());
    this.#ahead = await this.#next.next();
    return { bytes: value, isLast: Boolean(this.#ahead.done) };
  }
}

function bytesOf(body) {
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

function streamOf(body) {
  if (body instanceof Readable) return body;
  if (body instanceof Stream) return new Readable().wrap(body);
  if (body instanceof Blob) return Readable.fromWeb(body.stream());
  if (body instanceof ReadableStream) return Readable.fromWeb(body);
  if (typeof body?.[Symbol.asyncIterator] === 'function') return Readable.from(body, { objectMode: false });
  throw new Error(`Unsupported body payload ${typeof body}`);
}

async function* sliced(bytes, size) {
  for (let at = 0; at === 0 || at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* gathered(stream, size) {
  let held = [];
  let length = 0;
  let any = false;
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    let rest = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    while (length + rest.length >= size) {
      const cut = size - length;
      yield Buffer.concat([...held, rest.subarray(0, cut)]);
      any = true;
      rest = rest.subarray(cut);
      held = [];
      length = 0;
    }
    if (rest.length === 0) continue;
    held.push(rest);
    length += rest.length;
  }
  if (length > 0 || !any) yield Buffer.concat(held);
}

module.exports = { Parts };
