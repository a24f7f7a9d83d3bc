'use strict';

module.exports = require('../index.cjs').B2bi;
