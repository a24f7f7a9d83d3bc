'use strict';

const http = require('node:http');
const { coded } = require('./util/error.cjs');
const { inherit } = require('./util/object.cjs');

const TOKEN = '/latest/api/token';
const ROLE = '/latest/meta-data/iam/security-credentials/';
const SIX_HOURS = '21600';

/** The instance's metadata, by IMDSv2 alone. `AWS.EC2MetadataCredentials` does not need it. */
const MetadataService = inherit({
  constructor: function MetadataService(options) {
    Object.assign(this, options);
    this.httpOptions = { timeout: 1000, ...options?.httpOptions };
  },

  host: '169.254.169.254',

  /** `request(path, callback)`: the text at a path. */
  request(path, options, callback) {
    const done = callback ?? options;
    if (process.env.AWS_EC2_METADATA_DISABLED === 'true') return done(coded('MetadataError', 'EC2 Instance Metadata Service access disabled'));
    return exchange(this, 'PUT', TOKEN, { 'x-aws-ec2-metadata-token-ttl-seconds': SIX_HOURS }, (err, token) => {
      if (err) done(err);
      else exchange(this, 'GET', path, { 'x-aws-ec2-metadata-token': token }, done);
    });
  },

  /** The role's credentials, in the metadata service's own words. */
  loadCredentials(callback) {
    this.request(ROLE, (err, role) => {
      if (err) return callback(err);
      return this.request(`${ROLE}${role.trim()}`, (failed, text) => (failed ? callback(failed) : parsed(text, callback)));
    });
  },
});

function parsed(text, callback) {
  let credentials;
  try {
    credentials = JSON.parse(text);
  } catch (err) {
    callback(err);
    return;
  }
  callback(null, credentials);
}

function exchange({ host, httpOptions }, method, path, headers, done) {
  const { hostname, port } = new URL(`http://${host}`);
  const request = http.request({ hostname, port, method, path, headers, timeout: httpOptions.timeout }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part) => (text += part));
    response.on('end', () => (response.statusCode === 200 ? done(null, text) : done(refused(path, response.statusCode))));
  });
  request.on('timeout', () => request.destroy(coded('TimeoutError', 'Socket timed out without establishing a connection')));
  request.on('error', done);
  request.end();
}

function refused(path, statusCode) {
  return coded('MetadataError', `the metadata service answered ${statusCode} to ${path}`, { statusCode });
}

module.exports = { MetadataService };
