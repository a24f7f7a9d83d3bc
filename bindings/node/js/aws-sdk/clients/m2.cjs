'use strict';

module.exports = require('../index.cjs').M2;
