'use strict';

module.exports = require('../index.cjs').IoT1ClickDevicesService;
