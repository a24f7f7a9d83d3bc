'use strict';

module.exports = require('../index.cjs').Macie2;
