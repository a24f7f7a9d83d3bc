'use strict';

// Services are loaded when they are used: the whole is as light as its part.

module.exports = require('./index.cjs');
