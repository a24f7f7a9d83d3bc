'use strict';

// Settings in AWS's files and variables. SDK v2 reads `~/.aws/config` only where AWS_SDK_LOAD_CONFIG says so; keyward always.

const { iniLoader } = require('../shared-ini/loader.cjs');

/** The sections of one profile in both files: `{ credentials, config }`. */
function sectionsOf(name = process.env.AWS_PROFILE || 'default') {
  return { credentials: section({}, name), config: section({ isConfig: true }, name) };
}

function section(which, name) {
  try {
    return iniLoader.loadFrom(which)[name] ?? {};
  } catch {
    return {};
  }
}

/** AWS_REGION, AMAZON_REGION, the credentials file, the config file. */
function region(env = process.env) {
  const given = env.AWS_REGION || env.AMAZON_REGION;
  if (given) return given;
  const { credentials, config } = sectionsOf(env.AWS_PROFILE);
  return credentials.region || config.region;
}

/** `true` or `false`, from a variable or the profile; undefined where neither says. */
function flag(variable, setting, env = process.env) {
  const text = env[variable] ?? fromProfile(setting, env);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function fromProfile(setting, env) {
  const { credentials, config } = sectionsOf(env.AWS_PROFILE);
  return config[setting] ?? credentials[setting];
}

/** `legacy` or `regional`. */
function flagWord(variable, setting, env = process.env) {
  return (env[variable] || fromProfile(setting, env))?.toLowerCase();
}

module.exports = { flag, flagWord, fromProfile, region };
