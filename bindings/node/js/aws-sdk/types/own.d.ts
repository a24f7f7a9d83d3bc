// The types of this package where those of `aws-sdk` are not installed.
import type { GlobalConfigInstance } from './config';

export * from './services/all';
export * from './error';
export * from './http';
export { Progress, PromiseResult, Request, Response } from './request';
export * from './token';
export { APIVersions, Config, ConfigurationOptions, GlobalConfigInstance, HTTPOptions, Logger, RetryDelayOptions } from './config';
export {
  ChainableTemporaryCredentials,
  CognitoIdentityCredentials,
  CredentialProviderChain,
  Credentials,
  CredentialsOptions,
  EC2MetadataCredentials,
  ECSCredentials,
  EnvironmentCredentials,
  FileSystemCredentials,
  ProcessCredentials,
  RemoteCredentials,
  SAMLCredentials,
  SharedIniFileCredentials,
  SsoCredentials,
  TemporaryCredentials,
  TokenFileWebIdentityCredentials,
  WebIdentityCredentials,
} from './credentials';
export { Service, ServiceConfigurationOptions, WaiterConfiguration } from './service';

/** The settings of every service that is made from now on. */
export var config: GlobalConfigInstance;
/** Listeners for the requests of every service. */
export const events: any;
/** SDK v2's helpers that programs use, such as `inherit`. */
export const util: any;
/** The version of this package. */
export const VERSION: string;
