'use strict';

// Written by keyward and loaded by NODE_OPTIONS in programs under `keyward sandbox -- CMD`. It leads the
// SDK for JavaScript v2, which knows no AWS_ENDPOINT_URL, to the sandbox, and lets no request of it pass to
// public AWS. Without that SDK nothing here has an effect. Written in words that Node 8 knows: that SDK runs there.

const Module = require('module');

const PUBLIC_AWS =
  /(^|\.)(amazonaws\.com(\.cn)?|amazonaws\.eu|amazonwebservices\.com\.cn|aws|c2s\.ic\.gov|sc2s\.sgov\.gov|csp\.hci\.ic\.gov|cloud\.adc-e\.uk)$/i;
const SDK_V2 = /^aws-sdk-nodejs\/2\./;

const done = new WeakSet();
const load = Module._load;

Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (/^(node:)?https?$/.test(request)) once(loaded, guard);
  // Every door of the SDK (`aws-sdk`, `aws-sdk/global`, `aws-sdk/clients/…`) loads this file of it first.
  else if (/(^|\/)node_loader(\.js)?$/.test(request) && isSdkV2(loaded)) once(loaded, lead);
  return loaded;
};

function once(loaded, act) {
  if (done.has(loaded)) return;
  done.add(loaded);
  act(loaded);
}

function isSdkV2(loaded) {
  return Boolean(loaded && loaded.Config && loaded.EventListeners && /^2\./.test(loaded.VERSION));
}

/** The defaults of every client; what a program says itself goes before them, as ever. */
function lead(AWS) {
  const defaults = AWS.Config.prototype.keys;
  defaults.endpoint = () => process.env.AWS_ENDPOINT_URL;
  // The sandbox is an IP address, which has no name below it for a bucket.
  defaults.s3ForcePathStyle = true;
  defaults.hostPrefixEnabled = false;
  AWS.config = new AWS.Config();
  // Here the SDK does not try again, as it would after an error of the connection.
  AWS.EventListeners.Core.addNamedListener('KEYWARD_SANDBOX', 'sign', ({ httpRequest }) => {
    if (PUBLIC_AWS.test(httpRequest.endpoint.hostname)) throw refusal(httpRequest.endpoint.hostname);
  });
}

/** For an SDK v2 inside a bundle, whose files nobody loads: it names itself in its requests. */
function guard(http) {
  for (const name of ['request', 'get']) {
    const real = http[name];
    http[name] = function (options, ...rest) {
      const host = publicHost(options);
      if (host) throw refusal(host);
      return real.call(this, options, ...rest);
    };
  }
}

function publicHost(options) {
  const { 'User-Agent': agent, Host: header } = (options && options.headers) || {};
  if (!SDK_V2.test(agent)) return undefined;
  // Behind a proxy the host is the proxy's.
  const hosts = [options.hostname, options.host, header].map((host) => String(host).replace(/:\d+$/, ''));
  return hosts.find((host) => PUBLIC_AWS.test(host));
}

function refusal(host) {
  const message =
    `the keyward sandbox lets no request to public AWS pass: ${host}; ` +
    'leave the endpoint out, or give the client endpoint: process.env.AWS_ENDPOINT_URL';
  return Object.assign(new Error(message), { code: 'KeywardSandboxRefused', retryable: false });
}
