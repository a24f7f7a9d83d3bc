import type { AWSError } from './error';
import type { ConfigurationOptions, HTTPOptions, Logger } from './config';
import type { ServiceConfigurationOptions } from './service';
import type { STS } from './services/sts';

/** A key, as the constructor of `Credentials` takes it. */
export interface CredentialsOptions {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** A key and its end. Every other class of credentials extends it. */
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

/** The variables with this prefix: `AWS`, or another of the program's. */
export class EnvironmentCredentials extends Credentials {
  constructor(envPrefix: string);
  envPrefix: string;
}

/** A key in a JSON file of the program's own. */
export class FileSystemCredentials extends Credentials {
  constructor(filename: string);
  filename: string;
}

/** A profile of the AWS files: its key, its role, its MFA device. */
export class SharedIniFileCredentials extends Credentials {
  constructor(
    options?: ProfileOptions & { disableAssumeRole?: boolean; preferStaticCredentials?: boolean; tokenCodeFn?: TokenCodeFn },
  );
  profile: string;
  filename?: string;
}

/** `credential_process` of a profile. */
export class ProcessCredentials extends Credentials {
  constructor(options?: ProfileOptions);
}

/** A role of IAM Identity Center that a profile names. */
export class SsoCredentials extends Credentials {
  constructor(options?: ProfileOptions & { ssoClient?: any });
}

/** The endpoint that ECS and EKS give a container. */
export class RemoteCredentials extends Credentials {
  constructor(options?: EndpointOptions);
}

/** The same, by its other name. */
export class ECSCredentials extends RemoteCredentials {}

/** The role of the EC2 instance, from its metadata service. */
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

/** A session of STS, of a role where one is named. `ChainableTemporaryCredentials` came after it. */
export class TemporaryCredentials extends Credentials {
  constructor(options?: TemporaryCredentials.TemporaryCredentialsOptions, masterCredentials?: Credentials);
  masterCredentials: Credentials;
}

/** Options of the class. */
export namespace TemporaryCredentials {
  type TemporaryCredentialsOptions = STS.AssumeRoleRequest | STS.GetSessionTokenRequest;
}

/** A session of STS on top of other credentials, renewed by itself. */
export class ChainableTemporaryCredentials extends Credentials {
  constructor(options?: ChainableTemporaryCredentials.ChainableTemporaryCredentialsOptions);
  readonly service: STS;
}

/** Options of the class. */
export namespace ChainableTemporaryCredentials {
  interface ChainableTemporaryCredentialsOptions {
    params?: STS.AssumeRoleRequest | STS.GetSessionTokenRequest | Omit<STS.AssumeRoleRequest, 'RoleSessionName'>;
    masterCredentials?: Credentials;
    stsConfig?: ServiceConfigurationOptions;
    tokenCodeFn?: TokenCodeFn;
  }
}

/** A role by the token of an identity provider. */
export class WebIdentityCredentials extends Credentials {
  constructor(options?: WebIdentityCredentials.WebIdentityCredentialsOptions, clientConfig?: ConfigurationOptions);
  data: STS.AssumeRoleWithWebIdentityResponse;
  params: STS.AssumeRoleWithWebIdentityRequest;
}

/** Options of the class. */
export namespace WebIdentityCredentials {
  type ClientConfiguration = ConfigurationOptions;
  type WebIdentityCredentialsOptions = STS.AssumeRoleWithWebIdentityRequest;
}

/** A role by the token in a file, as in pods of EKS. */
export class TokenFileWebIdentityCredentials extends Credentials {
  constructor(clientConfig?: ServiceConfigurationOptions);
}

/** A role by an assertion of SAML. */
export class SAMLCredentials extends Credentials {
  constructor(params: STS.AssumeRoleWithSAMLRequest, clientConfig?: ConfigurationOptions);
  params: STS.AssumeRoleWithSAMLRequest;
}

/** The role of an identity pool of Amazon Cognito. */
export class CognitoIdentityCredentials extends Credentials {
  constructor(options?: CognitoIdentityCredentials.CognitoIdentityOptions, clientConfig?: ConfigurationOptions);
  identityId: string;
  data: any;
  params: CognitoIdentityCredentials.CognitoIdentityOptions;
  clearCachedId(): void;
}

/** Options of the class. */
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

/** Providers that are asked in turn, until one has credentials. */
export class CredentialProviderChain {
  constructor(providers?: (Credentials | CredentialProvider)[]);
  providers: (Credentials | CredentialProvider)[];
  resolve(callback: (err: AWSError | null, credentials?: Credentials) => void): CredentialProviderChain;
  resolvePromise(): Promise<Credentials>;
  /** In the order in which they are asked; may be changed. */
  static defaultProviders: CredentialProvider[];
}

export {};
