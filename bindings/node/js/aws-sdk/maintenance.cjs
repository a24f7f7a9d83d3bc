'use strict';

// `require('aws-sdk/lib/maintenance_mode_message').suppress = true` of old programs: there is no message here.

module.exports = { suppress: true };
