'use strict';

// Connections are kept by default, as in SDK v3: SDK v2 makes a new one for each request. AWS_NODEJS_CONNECTION_REUSE_ENABLED=0
// brings that back.

// SDK v2's own bound.
const MAX_SOCKETS = 50;
const agents = {};

function agentFor(protocol) {
  agents[protocol] ??= make(protocol);
  return agents[protocol];
}

function make(protocol) {
  const keepAlive = process.env.AWS_NODEJS_CONNECTION_REUSE_ENABLED !== '0';
  const agent = new (moduleFor(protocol).Agent)({ keepAlive, maxSockets: MAX_SOCKETS });
  agent.setMaxListeners(0);
  return agent;
}

const moduleFor = (protocol) => (protocol === 'https:' ? require('node:https') : require('node:http'));

module.exports = { agentFor, moduleFor };
