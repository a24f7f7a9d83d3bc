'use strict';

module.exports = require('../index.cjs').SESV2;
