'use strict';

module.exports = require('../index.cjs').S3Outposts;
