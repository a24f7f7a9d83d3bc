'use strict';

module.exports = require('../index.cjs').CloudHSMV2;
