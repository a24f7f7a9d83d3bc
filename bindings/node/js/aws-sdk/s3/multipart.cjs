'use strict';

// One multipart upload: some parts at a time, and after a failure none is left at S3, unless that is wanted.

const { coded } = require('../util/error.cjs');

class Multipart {
  #upload;
  #uploadId;
  // By part number: `{ ETag, PartNumber, … }` of what S3 has.
  #stored = new Map();
  #underWay = new Map();
  #sent = new Map();
  #fail;
  #failed = false;

  constructor(upload) {
    this.#upload = upload;
  }

  /** All parts, beginning with `first`; the answer of CompleteMultipartUpload. */
  async send(first, parts) {
    this.#failed = false;
    const failed = new Promise((_, reject) => (this.#fail = reject));
    // Nobody may be waiting for it when it comes.
    failed.catch(() => {});
    try {
      return await Promise.race([this.#all(first, parts), failed]);
    } catch (err) {
      this.#failed = true;
      this.#cleanUp();
      parts.drain();
      throw err;
    }
  }

  /** Ends it from outside. */
  fail(err) {
    this.#fail?.(err);
  }

  async #all(first, parts) {
    if (!this.#uploadId) await this.#create();
    let number = 0;
    let part = first;
    const senders = new Set();
    for (;;) {
      number += 1;
      const sender = this.#part(number, part.bytes);
      senders.add(sender);
      sender.then(() => senders.delete(sender), (err) => this.fail(err));
      if (part.isLast) break;
      if (senders.size >= this.#upload.queueSize) await Promise.race(senders);
      part = await parts.next();
      if (this.#failed) return undefined;
    }
    await Promise.all(senders);
    return this.#complete();
  }

  async #create() {
    const { UploadId } = await answer(this.#upload.request('createMultipartUpload'));
    this.#uploadId = UploadId;
    if (this.#upload.aborted) throw this.#upload.aborted;
  }

  async #part(number, bytes) {
    if (this.#stored.has(number)) return;
    const request = this.#request('uploadPart', { Body: bytes, ContentLength: bytes.length, PartNumber: number });
    request.on('httpUploadProgress', ({ loaded }) => this.#progress(number, loaded));
    this.#underWay.set(number, request);
    const data = await answer(request);
    this.#underWay.delete(number);
    if (!data?.ETag) throw coded('ETagMissing', 'No access to ETag property on response.', { retryable: false });
    const { ETag, ChecksumCRC32, ChecksumCRC32C, ChecksumSHA1, ChecksumSHA256 } = data;
    const checksums = Object.entries({ ChecksumCRC32, ChecksumCRC32C, ChecksumSHA1, ChecksumSHA256 }).filter(([, sum]) => sum);
    this.#stored.set(number, { ETag, PartNumber: number, ...Object.fromEntries(checksums) });
  }

  #progress(number, loaded) {
    this.#sent.set(number, loaded);
    const { totalBytes: total, params } = this.#upload;
    const all = [...this.#sent.values()].reduce((sum, one) => sum + one, 0);
    this.#upload.tell({ loaded: all, total, part: number, key: params.Key });
  }

  async #complete() {
    const Parts = [...this.#stored.values()].sort((one, other) => one.PartNumber - other.PartNumber);
    const data = await answer(this.#request('completeMultipartUpload', { MultipartUpload: { Parts } }));
    if (typeof data.Location === 'string') data.Location = data.Location.replaceAll('%2F', '/');
    await this.#tag();
    return data;
  }

  async #tag() {
    const { tags } = this.#upload;
    if (!tags) return;
    const TagSet = tags.map(({ Key, Value }) => ({ Key, Value: String(Value) }));
    await answer(this.#upload.request('putObjectTagging', { Tagging: { TagSet } }));
  }

  #request(operation, more) {
    return this.#upload.request(operation, { ...more, UploadId: this.#uploadId });
  }

  #cleanUp() {
    for (const request of this.#underWay.values()) {
      request.removeAllListeners('complete');
      request.abort();
    }
    this.#underWay.clear();
    this.#sent.clear();
    if (this.#upload.leavePartsOnError || !this.#uploadId) return;
    // Its own failure would say nothing that helps.
    this.#request('abortMultipartUpload').send(() => {});
    this.#uploadId = undefined;
    this.#stored.clear();
  }
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.send((err, data) => (err ? reject(err) : resolve(data)));
  });
}

module.exports = { Multipart };
