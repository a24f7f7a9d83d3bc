'use strict';

// The services that SDK v2 knew: class names, and the ends of their packages' names in SDK v3.

const names = require('./names.json');

const identifiers = new Set(Object.keys(names).map((name) => name.toLowerCase()));

/** Whether `AWS.config.update({ s3: { … } })` means a service. */
const isService = (identifier) => identifiers.has(identifier);

module.exports = { isService, names };
