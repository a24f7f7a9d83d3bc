'use strict';

const { KeywardError } = require('./error.cjs');
const { command } = require('./packaged.cjs');

// Options to the flags of `keyward sandbox`, each with what it has to be.
const FLAGS = {
  port: ['--port', 'number'],
  controlPort: ['--control-port', 'number'],
  imdsPort: ['--imds-port', 'number'],
  containerPort: ['--container-port', 'number'],
  identityPort: ['--identity-port', 'number'],
  instanceRole: ['--instance-role', 'string'],
  containerRole: ['--container-role', 'string'],
  ssoStartUrl: ['--sso-start-url', 'string'],
  approval: ['--approval', 'string'],
  acceptUnsignedSaml: ['--accept-unsigned-saml', 'boolean'],
  propagation: ['--propagation', 'string'],
  data: ['--data', 'string'],
};

/** The program, its arguments and its first line of input. An option that nobody knows is a mistake, never ignored. */
function argumentsOf({ binary = process.env.KEYWARD_BIN || command() || 'keyward', seed, ...options }) {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const args = given.flatMap(([name, value]) => argument(name, value));
  if (seed === undefined) return { binary, args, input: '' };
  if (typeof seed === 'string') return { binary, args: [...args, `--seed=${seed}`], input: '' };
  if (typeof seed !== 'object' || seed === null) {
    throw mistake('seed of startSandbox is neither a file nor an object', 'pass a file name or a document');
  }
  // Not in a file and not among the arguments: it may hold keys.
  return { binary, args: [...args, '--seed=-'], input: `${JSON.stringify(seed)}\n` };
}

function argument(name, value) {
  if (!Object.hasOwn(FLAGS, name)) {
    throw mistake(`startSandbox has no option ${name}`, `its options are binary, seed, ${Object.keys(FLAGS).join(', ')}`);
  }
  const [flag, type] = FLAGS[name];
  if (typeof value !== type) throw mistake(`${name} of startSandbox is not a ${type}`, `pass a ${type}, or leave it out`);
  if (type === 'boolean') return value ? [flag] : [];
  // In one word, so that no value is taken for a flag.
  return [`${flag}=${value}`];
}

function mistake(message, hint) {
  return new KeywardError({ code: 'invalid_argument', message, hint });
}

module.exports = { argumentsOf };
