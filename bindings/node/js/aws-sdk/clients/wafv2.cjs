'use strict';

module.exports = require('../index.cjs').WAFV2;
