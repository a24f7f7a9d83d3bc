'use strict';

// What SDK v2's S3 has beside its operations.

const { coded } = require('../util/error.cjs');
const { promisifyMethod } = require('../util/promise.cjs');

const prototype = {
  ...require('./bucket-region.cjs').methods,
  ...require('./errors.cjs').methods,

  setupRequestListeners(request) {
    require('./listeners.cjs').setupRequestListeners(request);
  },

  validateService() {
    const { config } = this;
    // As ever with S3: without a region it is this one.
    config.region ||= 'us-east-1';
    if (!config.endpoint && config.s3BucketEndpoint) {
      throw coded('InvalidEndpoint', 'An endpoint must be provided when configuring `s3BucketEndpoint` to true.');
    }
  },

  /** The URL, or with a callback nothing. `Expires`, in seconds, is among the parameters. */
  getSignedUrl(operation, params, callback) {
    return require('./presign.cjs').getSignedUrl(this, operation, params, callback);
  },

  createPresignedPost(params, callback) {
    return require('./presigned-post.cjs').createPresignedPost(this, params, callback);
  },

  /** `upload(params, options, callback)`; it begins at once where there is a callback. */
  upload(params, options, callback) {
    const [given, done] = typeof options === 'function' ? [null, callback ?? options] : [options, callback];
    const { ManagedUpload } = require('./managed-upload.cjs');
    const upload = new ManagedUpload({ ...given, service: this, params });
    if (typeof done === 'function') upload.send(done);
    return upload;
  },
};

const statics = {
  get ManagedUpload() {
    return require('./managed-upload.cjs').ManagedUpload;
  },

  addPromisesToClass(Dependency) {
    this.prototype.getSignedUrlPromise = promisifyMethod('getSignedUrl', Dependency);
  },

  deletePromisesFromClass() {
    delete this.prototype.getSignedUrlPromise;
  },
};

statics.addPromisesToClass.call({ prototype });

module.exports = { prototype, statics };
