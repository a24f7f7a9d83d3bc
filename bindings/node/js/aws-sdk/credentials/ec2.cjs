'use strict';

const { Credentials } = require('./base.cjs');
const { bareEnvironment, loadFrom } = require('./engine.cjs');
const { inherit } = require('../util/object.cjs');

/** The instance's role, by IMDSv2. `host` is another address of the metadata service. */
const EC2MetadataCredentials = inherit(Credentials, {
  constructor: function EC2MetadataCredentials(options) {
    Credentials.call(this);
    const { host, ec2MetadataV1Disabled } = options ?? {};
    Object.assign(this, { host, ec2MetadataV1Disabled });
  },

  load(callback) {
    loadFrom(this, { env: bareEnvironment(variables(this)), code: 'CredentialsError' }, callback);
  },

  refresh(callback = () => {}) {
    this.coalesceRefresh(callback);
  },
});

function variables({ host, ec2MetadataV1Disabled }) {
  const { AWS_EC2_METADATA_DISABLED, AWS_EC2_METADATA_SERVICE_ENDPOINT } = process.env;
  return {
    AWS_EC2_METADATA_DISABLED,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: host ? `http://${host}` : AWS_EC2_METADATA_SERVICE_ENDPOINT,
    ...(ec2MetadataV1Disabled && { AWS_EC2_METADATA_V1_DISABLED: 'true' }),
  };
}

module.exports = { EC2MetadataCredentials };
