'use strict';

// Keyward as the default of one copy of `aws-sdk`.

const { atHand } = require('./at-hand.cjs');
const { credentialsFor } = require('./credentials.cjs');
const { defaultCredentialsFor } = require('./default-credentials.cjs');
const { installProfileClasses } = require('./profile-classes.cjs');

const installed = new WeakSet();

/**
 * Whatever names no credentials uses keyward: `AWS.config.credentials`, `CredentialProviderChain.defaultProviders`, and
 * the profile classes. Credentials that the program has set stay. With options the default is what they name.
 */
function install(AWS, options) {
  if (options !== undefined) return installNamed(AWS, options);
  if (installed.has(AWS.Credentials)) return AWS;
  installed.add(AWS.Credentials);
  installProfileClasses(AWS);
  const Default = defaultCredentialsFor(AWS, AWS.CredentialProviderChain.defaultProviders);
  installChain(AWS, Default);
  installConfig(AWS, Default);
  return AWS;
}

function installNamed(AWS, options) {
  const Keyward = credentialsFor(AWS);
  AWS.config.credentials = new Keyward(options);
  AWS.CredentialProviderChain.defaultProviders = [() => new Keyward(options)];
  return AWS;
}

/** SDK v2's order: keys of the environment go before a profile that a variable names. */
function installChain(AWS, Default) {
  AWS.CredentialProviderChain.defaultProviders = [
    () => new AWS.EnvironmentCredentials('AWS'),
    () => new AWS.EnvironmentCredentials('AMAZON'),
    () => new Default(),
  ];
}

/** What SDK v2 finds while `require` runs, and for every `new AWS.Config()`. */
function installConfig(AWS, Default) {
  const { keys } = AWS.Config.prototype;
  const own = keys.credentials;
  keys.credentials = () => instead(own());
  AWS.config.credentials = instead(AWS.config.credentials);

  function instead(found) {
    if (found && !isOwnLookup(found)) return found;
    const keys = atHand() ?? found;
    return keys ? new Default(undefined, keys) : found;
  }

  function isOwnLookup(found) {
    return found instanceof AWS.SharedIniFileCredentials && found.disableAssumeRole;
  }
}

module.exports = { install };
