'use strict';

module.exports = require('../index.cjs').GreengrassV2;
