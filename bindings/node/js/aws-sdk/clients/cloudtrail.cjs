'use strict';

module.exports = require('../index.cjs').CloudTrail;
