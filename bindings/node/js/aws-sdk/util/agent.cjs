'use strict';

const { version } = require('../../../package.json');

/** What the program tells servers that it is. */
const engine = () => `${process.platform}/${process.version}`;

const agent = `aws-sdk-nodejs/2 keyward/${version} ${engine()}`;

module.exports = { engine, userAgent: () => agent, version };
