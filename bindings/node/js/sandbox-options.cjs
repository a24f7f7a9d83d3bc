'use strict';

const { KeywardError } = require('./error.cjs');

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
};

/** The program and its arguments. An option that nobody knows is a mistake, never ignored. */
function argumentsOf({ binary = process.env.KEYWARD_BIN || 'keyward', ...options }) {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { binary, args: given.flatMap(([name, value]) => argument(name, value)) };
}

function argument(name, value) {
  if (!Object.hasOwn(FLAGS, name)) {
    throw mistake(`startSandbox has no option ${name}`, `its options are binary, ${Object.keys(FLAGS).join(', ')}`);
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
