import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { CredentialProviderChain, Credentials, CredentialsOptions } from './credentials';
import type { AWSError } from './error';
import type { Endpoint } from './http';
import type { Token, TokenProviderChain } from './token';

/** Of each request. */
export interface HTTPOptions {
  proxy?: string;
  agent?: HttpAgent | HttpsAgent;
  /** Milliseconds. */
  connectTimeout?: number;
  /** Milliseconds. */
  timeout?: number;
  xhrAsync?: boolean;
  xhrWithCredentials?: boolean;
}

/** Where requests are told of. */
export interface Logger {
  write?: (chunk: any, encoding?: string, callback?: () => void) => void;
  log?: (...messages: any[]) => void;
  warn?: (...messages: any[]) => void;
}

/** Which checks of parameters are made before a request is sent. */
export interface ParamValidation {
  min?: boolean;
  max?: boolean;
  pattern?: boolean;
  enum?: boolean;
}

/** How long a request waits before it is sent again. */
export interface RetryDelayOptions {
  /** Milliseconds. */
  base?: number;
  customBackoff?: (retryCount: number, err?: Error) => number;
}

/** What `AWS.config`, and every service's constructor, takes. */
export interface ConfigurationOptions {
  accessKeyId?: string;
  secretAccessKey?: string;
  sessionToken?: string;
  computeChecksums?: boolean;
  convertResponseTypes?: boolean;
  correctClockSkew?: boolean;
  credentialProvider?: CredentialProviderChain;
  credentials?: Credentials | CredentialsOptions | null;
  customUserAgent?: string;
  dynamoDbCrc32?: boolean;
  endpoint?: string | Endpoint;
  endpointCacheSize?: number;
  endpointDiscoveryEnabled?: boolean;
  hostPrefixEnabled?: boolean;
  httpOptions?: HTTPOptions;
  logger?: Logger;
  maxRedirects?: number;
  maxRetries?: number;
  paramValidation?: ParamValidation | boolean;
  region?: string;
  retryDelayOptions?: RetryDelayOptions;
  s3BucketEndpoint?: boolean;
  s3DisableBodySigning?: boolean;
  s3ForcePathStyle?: boolean;
  s3UsEast1RegionalEndpoint?: 'regional' | 'legacy';
  s3UseArnRegion?: boolean;
  signatureCache?: boolean;
  signatureVersion?: 'v2' | 'v3' | 'v4' | (string & {});
  sslEnabled?: boolean;
  stsRegionalEndpoints?: 'legacy' | 'regional';
  systemClockOffset?: number;
  token?: Token | null;
  tokenProvider?: TokenProviderChain;
  useAccelerateEndpoint?: boolean;
  useDualstackEndpoint?: boolean;
  useFipsEndpoint?: boolean;
}

/** Versions of services, taken and not heeded: the v3 clients have one each. */
export interface APIVersions {
  apiVersion?: 'latest' | (string & {});
  apiVersions?: { [service: string]: string };
}

/** Options, and those of single services by their identifiers: `s3`, `ec2`, … */
type Settings = ConfigurationOptions & APIVersions & { [service: string]: any };

/** Its members. */
export interface Config extends ConfigurationOptions, APIVersions {}

/** The settings of a service, or of all. */
export class Config {
  constructor(options?: Settings);
  /** Looks for credentials as a request would, and calls back with them. */
  getCredentials(callback: (err: AWSError | null, credentials: Credentials | CredentialsOptions | null) => void): void;
  getToken(callback: (err: AWSError | null, token: Token | null) => void): void;
  /** Starts anew from a JSON file. */
  loadFromPath(path: string): GlobalConfigInstance;
  update(options: Settings, allowUnknownKeys?: boolean): void;
  getPromisesDependency(): typeof Promise | void;
  setPromisesDependency(dependency: any): void;
}

/** `AWS.config`: settings of all services, and of each by its name. */
export type GlobalConfigInstance = Config & { [service: string]: any };

export {};
