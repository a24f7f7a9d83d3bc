'use strict';

// `keyward/aws-sdk`: the programming interface of the AWS SDK for JavaScript v2 on the official v3 clients. Files are read when
// a program uses what is in them.

const AWS = require('./core.cjs');
const { lazily } = require('./util/object.cjs');
const { names } = require('./service/names.cjs');

const PARTS = {
  ChainableTemporaryCredentials: () => require('./credentials/chainable.cjs'),
  CognitoIdentityCredentials: () => require('./credentials/cognito.cjs'),
  Config: () => require('./config/config.cjs'),
  CredentialProviderChain: () => require('./credentials/chain.cjs'),
  Credentials: () => require('./credentials/base.cjs'),
  EC2MetadataCredentials: () => require('./credentials/ec2.cjs'),
  ECSCredentials: () => require('./credentials/ecs.cjs'),
  Endpoint: () => require('./http/endpoint.cjs'),
  EnvironmentCredentials: () => require('./credentials/environment.cjs'),
  EventListeners: () => require('./listeners/index.cjs'),
  FileSystemCredentials: () => require('./credentials/file-system.cjs'),
  HttpClient: () => require('./http/client.cjs'),
  HttpRequest: () => require('./http/request.cjs'),
  HttpResponse: () => require('./http/response.cjs'),
  IniLoader: () => require('./shared-ini/loader.cjs'),
  MetadataService: () => require('./metadata-service.cjs'),
  NodeHttpClient: () => require('./http/client.cjs'),
  ParamValidator: () => require('./service/validate.cjs'),
  ProcessCredentials: () => require('./credentials/process.cjs'),
  RemoteCredentials: () => require('./credentials/ecs.cjs'),
  Request: () => require('./request/request.cjs'),
  ResourceWaiter: () => require('./service/waiters.cjs'),
  Response: () => require('./request/response.cjs'),
  SAMLCredentials: () => require('./credentials/saml.cjs'),
  SSOTokenProvider: () => require('./token/sso.cjs'),
  SequentialExecutor: () => require('./request/sequential-executor.cjs'),
  Service: () => require('./service/service.cjs'),
  Signers: () => require('./signers.cjs'),
  SharedIniFileCredentials: () => require('./credentials/shared-ini.cjs'),
  SsoCredentials: () => require('./credentials/sso.cjs'),
  StaticTokenProvider: () => require('./token/static.cjs'),
  TemporaryCredentials: () => require('./credentials/temporary.cjs'),
  Token: () => require('./token/base.cjs'),
  TokenFileWebIdentityCredentials: () => require('./credentials/token-file.cjs'),
  TokenProviderChain: () => require('./token/chain.cjs'),
  WebIdentityCredentials: () => require('./credentials/web-identity.cjs'),
};

AWS.VERSION = require('./util/agent.cjs').version;
for (const [name, file] of Object.entries(PARTS)) lazily(AWS, name, () => file()[name]);
for (const name of Object.keys(names)) lazily(AWS, name, () => require('./service/make.cjs').make(name));
// Its name of old.
lazily(AWS, 'SimpleWorkflow', () => AWS.SWF);
lazily(AWS, 'util', () => require('./util/index.cjs'));
// Listeners of every request of every service.
lazily(AWS, 'events', () => new AWS.SequentialExecutor());
lazily(AWS, 'config', () => {
  // Credentials that are looked for meanwhile ask it for the clock's offset.
  AWS.config = { sslEnabled: true };
  return new AWS.Config();
});

module.exports = AWS;
