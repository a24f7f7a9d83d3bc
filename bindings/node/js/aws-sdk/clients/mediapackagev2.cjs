'use strict';

module.exports = require('../index.cjs').MediaPackageV2;
