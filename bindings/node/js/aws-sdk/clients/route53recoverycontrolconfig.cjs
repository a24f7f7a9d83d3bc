'use strict';

module.exports = require('../index.cjs').Route53RecoveryControlConfig;
