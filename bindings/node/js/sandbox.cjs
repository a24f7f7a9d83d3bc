'use strict';

// Starts `keyward sandbox --json` and waits for its line. The sandbox ends when its stdin closes, and the
// system closes that with this process, however it ends: no handler, no process left over.

const { spawn } = require('node:child_process');
const { KeywardError } = require('./error.cjs');
const { Control } = require('./sandbox-control.cjs');
const { argumentsOf } = require('./sandbox-options.cjs');

/** Starts a sandbox of its own: free ports, the seed's administrator, nothing else. */
async function startSandbox(options = {}) {
  const { binary, args, input } = argumentsOf(options);
  const child = spawn(binary, ['sandbox', '--json', ...args], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
  // It may have ended before we close its stdin; then there is nobody to tell.
  child.stdin.on('error', () => {});
  if (input) child.stdin.write(input);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const line = await ready(child, binary);
  letGo(child);
  return describe(line, () => stop(child, ended));
}

function ready(child, binary) {
  return new Promise((resolve, reject) => {
    let said = '';
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (said.includes('\n')) settle();
    });
    child.once('error', (cause) => reject(notRun(binary, cause)));
    child.once('close', settle);

    function settle() {
      const line = parsed(said);
      if (line?.endpoint) resolve(line);
      else reject(notStarted(binary, line?.error, complaint.trim()));
    }
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** From here on the child keeps no program from ending. */
function letGo(child) {
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.unref?.();
  child.stderr.removeAllListeners('data').resume();
}

function describe(line, stop) {
  const { endpoint, region, env, accessKeyId, secretAccessKey } = line;
  const { imdsEndpoint, containerUri, identityEndpoint, ssoStartUrl } = line;
  return {
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    env,
    imdsEndpoint,
    containerUri,
    identityEndpoint,
    ssoStartUrl,
    control: new Control(line.controlEndpoint, line.controlToken),
    stop,
  };
}

/** Resolves when the ports are free. */
async function stop(child, ended) {
  child.ref();
  for (const stream of [child.stdout, child.stderr]) stream.ref?.();
  child.stdin.end();
  await ended;
}

function notRun(binary, cause) {
  const missing = cause.code === 'ENOENT';
  return new KeywardError({
    code: 'not_supported',
    message: missing ? `the program ${binary} was not found` : `the program ${binary} cannot be run: ${cause.message}`,
    hint: 'install the keyward command and put it on the PATH, or name its file in KEYWARD_BIN',
    cause,
  });
}

function notStarted(binary, error, complaint) {
  if (error) return new KeywardError({ ...error, awsCode: undefined });
  return new KeywardError({
    code: 'unexpected',
    message: `${binary} did not start a sandbox${complaint && `: ${complaint}`}`,
    hint: 'is it the keyward command, of the same version as this package?',
  });
}

module.exports = { startSandbox };
