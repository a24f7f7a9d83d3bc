'use strict';

// `AWS.S3.ManagedUpload`: a body of any kind and size, in one request where it is small, else in parts.

const { Parts } = require('./body-parts.cjs');
const { Multipart } = require('./multipart.cjs');
const AWS = require('../core.cjs');
const { SequentialExecutor } = require('../request/sequential-executor.cjs');
const { coded } = require('../util/error.cjs');
const { mixin } = require('../util/object.cjs');
const { promises } = require('../util/promise.cjs');

const SMALLEST_PART = 5 * 1024 * 1024;
const MOST_PARTS = 10_000;

class ManagedUpload {
  #multipart;

  constructor({ partSize, queueSize, leavePartsOnError, tags, service, params } = {}) {
    SequentialExecutor.call(this);
    if (tags && !Array.isArray(tags)) throw new Error(`Tags must be specified as an array; ${typeof tags} provided.`);
    if (partSize && partSize < this.minPartSize) throw new Error(`partSize must be greater than ${this.minPartSize}`);
    this.service = service ?? new AWS.S3();
    this.params = { ...this.service.config.params, ...params };
    this.body = this.params.Body;
    if (!this.body && this.body !== '') throw new Error('params.Body is required');
    if (typeof this.body === 'string') this.body = Buffer.from(this.body);
    this.totalBytes = this.body.byteLength;
    this.partSize = Math.max(partSize || this.minPartSize, Math.ceil((this.totalBytes ?? 0) / this.maxTotalParts));
    if (queueSize) this.queueSize = queueSize;
    this.leavePartsOnError = Boolean(leavePartsOnError);
    this.tags = tags;
    this.failed = false;
  }

  /** `callback(err, data)`. After a failure that left its parts, it sends those that are missing. */
  send(callback = throwing) {
    this.failed = false;
    // What the callback throws is the program's, and no rejection.
    const settle = (err, data) => process.nextTick(callback, err, data);
    this.#run().then(
      (data) => settle(null, data),
      (err) => {
        this.failed = true;
        settle(err);
      },
    );
  }

  abort() {
    if (this.singlePart) this.singlePart.abort();
    else this.stop(coded('RequestAbortedError', 'Request aborted by user', { retryable: false }));
  }

  /** Ends it with this error. */
  stop(err) {
    this.aborted = err;
    this.#multipart?.fail(err);
  }

  async #run() {
    this.aborted = undefined;
    const parts = new Parts(this.body, this.partSize);
    const first = await parts.next();
    if (this.aborted) throw this.aborted;
    if (first.isLast && !this.#multipart) return this.#single(first.bytes);
    if (this.params.ContentMD5) {
      const message = 'The Content-MD5 you specified is invalid for multi-part uploads.';
      throw coded('InvalidDigest', message, { retryable: false });
    }
    this.#multipart ??= new Multipart(this);
    return this.#multipart.send(first, parts);
  }

  #single(bytes) {
    this.totalBytes ??= bytes.length;
    const Tagging = this.tags && this.tags.map(({ Key, Value }) => `${encodeURIComponent(Key)}=${encodeURIComponent(Value)}`).join('&');
    const request = this.request('putObject', { Body: bytes, ...(Tagging && { Tagging }) });
    this.singlePart = request;
    request.on('httpUploadProgress', (progress) => this.tell({ ...progress, part: 1, key: this.params.Key }));
    return new Promise((resolve, reject) => {
      request.send((err, data) => {
        this.singlePart = undefined;
        if (err) reject(err);
        else resolve(Object.assign(data, located(request)));
      });
    });
  }

  /** A request with those of the upload's parameters that the operation has. */
  request(operation, more) {
    const { members } = this.service.api.operations[operation].input;
    const fitting = Object.entries(this.params).filter(([name]) => name !== 'Body' && Object.hasOwn(members, name));
    return this.service.makeRequest(operation, { ...Object.fromEntries(fitting), ...more });
  }

  tell(progress) {
    this.emit('httpUploadProgress', [progress]);
  }
}

/** S3 answers a single request without these. */
function located({ httpRequest, params: { Bucket, Key } }) {
  const { endpoint, path } = httpRequest;
  return { Location: `${endpoint.protocol}//${endpoint.host}${path.replace(/\?.*$/, '')}`, key: Key, Key, Bucket };
}

function throwing(err) {
  if (err) throw err;
}

ManagedUpload.minPartSize = SMALLEST_PART;
ManagedUpload.maxTotalParts = MOST_PARTS;
Object.assign(ManagedUpload.prototype, { minPartSize: SMALLEST_PART, maxTotalParts: MOST_PARTS, queueSize: 4, leavePartsOnError: false });
mixin(ManagedUpload, SequentialExecutor);
promises(ManagedUpload, { promise: 'send' });

module.exports = { ManagedUpload };
