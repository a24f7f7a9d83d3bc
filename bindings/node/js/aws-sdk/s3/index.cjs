'use strict';

// What S3 has beside its operations.

module.exports = { prototype: {}, statics: {} };
