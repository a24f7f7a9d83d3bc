#!/usr/bin/env node
'use strict';

// The command `keyward` of an npm installation: hands over to the program of this platform's package.

const { command } = require('./packaged.cjs');

const file = command();
const args = process.argv.slice(2);

if (!file) notInstalled();
else if (!replaced()) beside();

/** Becomes the program: terminal, signals and exit code are its own. Node has this since 22.15, where the system has it. */
function replaced() {
  try {
    process.execve(file, [file, ...args]);
    return true;
  } catch {
    return false;
  }
}

/** Runs it and stands in for it: passes signals on, and ends as it ended. */
function beside() {
  const { spawn } = require('node:child_process');
  let child;
  // Before there is a child: a signal must not end this process alone.
  const release = onSignals((name) => child.kill(name));
  child = spawn(file, args, { stdio: 'inherit' });
  child.once('error', (cause) => fail(`${file} cannot be run: ${cause.message}`, 'remove node_modules and install again'));
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code);
    release();
    process.kill(process.pid, signal);
  });
}

function onSignals(pass) {
  const { isatty } = require('node:tty');
  const terminal = [0, 1, 2].some(isatty);
  const handlers = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGUSR2'].map((name) => {
    // A terminal has sent these to the program as well.
    const theirs = terminal && (name === 'SIGINT' || name === 'SIGQUIT');
    return [name, theirs ? () => {} : () => pass(name)];
  });
  for (const [name, handler] of handlers) process.on(name, handler);
  return () => handlers.forEach(([name, handler]) => process.removeListener(name, handler));
}

function notInstalled() {
  const { missing } = require('./missing.cjs');
  const { message, hint } = missing(require('./platform.cjs').platform());
  fail(message, hint);
}

function fail(message, hint) {
  console.error(`error: ${message}\nhint: ${hint}`);
  process.exitCode = 1;
}
