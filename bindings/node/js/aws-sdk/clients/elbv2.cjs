'use strict';

module.exports = require('../index.cjs').ELBv2;
