'use strict';

const { KeywardError } = require('./error.cjs');
const { fromKeyward } = require('./from-keyward.cjs');

// Few programs ask for it: its file is read when they do.
const explain = (options) => require('./explain.cjs').explain(options);

module.exports = { KeywardError, explain, fromKeyward };
