'use strict';

// `AWS.EventListeners`: what a request does at each of its events, by names that a program may remove.

const { SequentialExecutor } = require('../request/sequential-executor.cjs');

// Order counts: listeners of one event run in it.
const core = executor('./validate.cjs', './after-build.cjs', './restart.cjs', './sign.cjs', './send.cjs', './http.cjs', './retry.cjs');
const protocol = executor('./build.cjs', './extract.cjs');
const corePost = executor('./request-id.cjs', './unknown-host.cjs');

function executor(...files) {
  const made = new SequentialExecutor();
  for (const file of files) made.addNamedListeners(require(file));
  return made;
}

const EventListeners = {
  Core: core,
  CorePost: corePost,
  Json: protocol,
  Query: protocol,
  Rest: protocol,
  RestJson: protocol,
  RestXml: protocol,
  get Logger() {
    return logger();
  },
};

let logging;
function logger() {
  logging ??= executor('./log.cjs');
  return logging;
}

module.exports = { EventListeners, core, corePost, logger, protocol };
