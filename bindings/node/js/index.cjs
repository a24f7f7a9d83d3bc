'use strict';

const { KeywardError } = require('./error.cjs');
const { explain } = require('./explain.cjs');
const { fromKeyward } = require('./from-keyward.cjs');

module.exports = { KeywardError, explain, fromKeyward };
