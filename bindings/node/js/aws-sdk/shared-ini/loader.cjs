'use strict';

const { readFileSync } = require('node:fs');
const { homedir } = require('node:os');
const path = require('node:path');
const { parse } = require('./ini.cjs');
const { inherit } = require('../util/object.cjs');

const PROFILE = /^profile\s/;
const SSO_SESSION = /^sso-session\s/;

/** AWS's files, kept until `clearCachedFiles()`. `AWS.IniLoader` of SDK v2. */
const IniLoader = inherit({
  constructor: function IniLoader() {
    this.resolvedProfiles = {};
    this.resolvedSsoSessions = {};
  },

  clearCachedFiles() {
    this.resolvedProfiles = {};
    this.resolvedSsoSessions = {};
  },

  /** Profiles by name; `{ isConfig: true }` is `~/.aws/config`, else `~/.aws/credentials`. */
  loadFrom({ isConfig = false, filename } = {}) {
    const file = filename || this.getDefaultFilePath(isConfig);
    this.resolvedProfiles[file] ??= named(read(file), isConfig ? PROFILE : undefined);
    return this.resolvedProfiles[file];
  },

  loadSsoSessionsFrom({ filename } = {}) {
    const file = filename || this.getDefaultFilePath(true);
    this.resolvedSsoSessions[file] ??= only(read(file), SSO_SESSION);
    return this.resolvedSsoSessions[file];
  },

  getDefaultFilePath(isConfig) {
    const given = isConfig ? process.env.AWS_CONFIG_FILE : process.env.AWS_SHARED_CREDENTIALS_FILE;
    return given || path.join(this.getHomeDir(), '.aws', isConfig ? 'config' : 'credentials');
  },

  getHomeDir() {
    const { HOME, USERPROFILE, HOMEPATH, HOMEDRIVE } = process.env;
    return HOME || USERPROFILE || (HOMEPATH && `${HOMEDRIVE || 'C:/'}${HOMEPATH}`) || homedir();
  },
});

const read = (file) => parse(readFileSync(file, 'utf-8'));

/** Without the word before a name, where a file has one. */
function named(sections, prefix) {
  const entries = Object.entries(sections).filter(([name]) => !SSO_SESSION.test(name));
  return Object.fromEntries(entries.map(([name, keys]) => [prefix ? name.replace(prefix, '').trim() : name, keys]));
}

function only(sections, prefix) {
  const entries = Object.entries(sections).filter(([name]) => prefix.test(name));
  return Object.fromEntries(entries.map(([name, keys]) => [name.replace(prefix, '').trim(), keys]));
}

module.exports = { IniLoader, iniLoader: new IniLoader() };
