import type { AWSError } from './error';
import type { ConfigurationOptions, HTTPOptions, Logger } from './config';
import type { ServiceConfigurationOptions } from './service';
import type { STS } from './services/sts';

export interface CredentialsOptions {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export class Credentials {
  constructor(options: CredentialsOptions);
  constructor(accessKeyId: string, secretAccessKey: string, sessionToken?: string);
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expired: boolean;
  expireTime: Date;
  get(callback: (err?: AWSError) => void): void;
  getPromise(): Promise<void>;
  needsRefresh(): boolean;
  refresh(callback: (err?: AWSError) => void): void;
  refreshPromise(): Promise<void>;
  /** Seconds ahead of the end in which new ones are fetched. */
  static expiryWindow: number;
}

/** Asked for the code of an MFA device. */
type TokenCodeFn = (serialNumber: string, callback: (err?: Error, token?: string) => void) => void;

/** What a class that asks an endpoint on the machine may be told. */
interface EndpointOptions {
  httpOptions?: { timeout?: number; connectTimeout?: number };
  maxRetries?: number;
}

/** Where a profile is read from. */
interface ProfileOptions {
  profile?: string;
  filename?: string;
  httpOptions?: HTTPOptions;
  callback?: (err?: Error) => void;
}

export class EnvironmentCredentials extends Credentials {
  constructor(envPrefix: string);
  envPrefix: string;
}

export class FileSystemCredentials extends Credentials {
  constructor(filename: string);
  filename: string;
}

export class SharedIniFileCredentials extends Credentials {
  constructor(
    options?: ProfileOptions & { disableAssumeRole?: boolean; preferStaticCredentials?: boolean; tokenCodeFn?: TokenCodeFn },
  );
  profile: string;
  filename?: string;
}

export class ProcessCredentials extends Credentials {
  constructor(options?: ProfileOptions);
}

export class SsoCredentials extends Credentials {
  constructor(options?: ProfileOptions & { ssoClient?: any });
}

export class RemoteCredentials extends Credentials {
  constructor(options?: EndpointOptions);
}

export class ECSCredentials extends RemoteCredentials {}

export class EC2MetadataCredentials extends Credentials {
  constructor(
    options?: EndpointOptions & {
      logger?: Logger;
      ec2MetadataV1Disabled?: boolean;
      profile?: string;
      filename?: string;
      host?: string;
    },
  );
  originalExpiration?: Date;
}

export class TemporaryCredentials extends Credentials {
  constructor(options?: TemporaryCredentials.TemporaryCredentialsOptions, masterCredentials?: Credentials);
  masterCredentials: Credentials;
}

export namespace TemporaryCredentials {
  type TemporaryCredentialsOptions = STS.AssumeRoleRequest | STS.GetSessionTokenRequest;
}

export class ChainableTemporaryCredentials extends Credentials {
  constructor(options?: ChainableTemporaryCredentials.ChainableTemporaryCredentialsOptions);
  readonly service: STS;
}

export namespace ChainableTemporaryCredentials {
  interface ChainableTemporaryCredentialsOptions {
    params?: STS.AssumeRoleRequest | STS.GetSessionTokenRequest | Omit<STS.AssumeRoleRequest, 'RoleSessionName'>;
    masterCredentials?: Credentials;
    stsConfig?: ServiceConfigurationOptions;
    tokenCodeFn?: TokenCodeFn;
  }
}

export class WebIdentityCredentials extends Credentials {
  constructor(options?: WebIdentityCredentials.WebIdentityCredentialsOptions, clientConfig?: ConfigurationOptions);
  data: STS.AssumeRoleWithWebIdentityResponse;
  params: STS.AssumeRoleWithWebIdentityRequest;
}

export namespace WebIdentityCredentials {
  type ClientConfiguration = ConfigurationOptions;
  type WebIdentityCredentialsOptions = STS.AssumeRoleWithWebIdentityRequest;
}

export class TokenFileWebIdentityCredentials extends Credentials {
  constructor(clientConfig?: ServiceConfigurationOptions);
}

export class SAMLCredentials extends Credentials {
  constructor(params: STS.AssumeRoleWithSAMLRequest, clientConfig?: ConfigurationOptions);
  params: STS.AssumeRoleWithSAMLRequest;
}

export class CognitoIdentityCredentials extends Credentials {
  constructor(options?: CognitoIdentityCredentials.CognitoIdentityOptions, clientConfig?: ConfigurationOptions);
  identityId: string;
  data: any;
  params: CognitoIdentityCredentials.CognitoIdentityOptions;
  clearCachedId(): void;
}

export namespace CognitoIdentityCredentials {
  interface CognitoIdentityOptions {
    IdentityPoolId?: string;
    IdentityId?: string;
    AccountId?: string;
    Logins?: { [provider: string]: string };
    LoginId?: string;
    RoleArn?: string;
    RoleSessionName?: string;
    CustomRoleArn?: string;
  }
  type ClientConfiguration = ConfigurationOptions;
}

type CredentialProvider = () => Credentials;

export class CredentialProviderChain {
  constructor(providers?: (Credentials | CredentialProvider)[]);
  providers: (Credentials | CredentialProvider)[];
  resolve(callback: (err: AWSError | null, credentials?: Credentials) => void): CredentialProviderChain;
  resolvePromise(): Promise<Credentials>;
  /** In the order in which they are asked; may be changed. */
  static defaultProviders: CredentialProvider[];
}

export {};
