/**
 * AWS credentials as the AWS SDK for JavaScript v3 reads them (`AwsCredentialIdentity`).
 *
 * A plain object, as every SDK expects. `console.log` and `util.inspect` of this very object leave the
 * secrets out; a copy of it (`{ ...identity }`, `structuredClone`) and its JSON hold them in the open.
 */
export interface KeywardIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  readonly credentialScope?: string;
  readonly accountId?: string;
  /** How they were come by, for the user agent of SDK v3. */
  readonly $source?: Record<string, string>;
}

/** The parameters of `sts:AssumeRole`, in AWS's own names. */
export interface AssumeRoleParams {
  RoleArn: string;
  RoleSessionName?: string;
  ExternalId?: string;
  /** A whole number, 900 to 43200. */
  DurationSeconds?: number;
  SourceIdentity?: string;
  Policy?: string;
  PolicyArns?: { arn: string }[];
  Tags?: { Key: string; Value: string }[];
  TransitiveTagKeys?: string[];
  /** The MFA device whose code the role wants; `mfaCodeProvider` is asked for it. */
  SerialNumber?: string;
}

/** What `fromKeyward` and `explain` take. Everything may be left out. */
export interface KeywardOptions {
  /**
   * The profile. Without it: the profile of the client that asks (`new S3Client({ profile })`), then
   * `AWS_PROFILE`, then what the SDK's own default chain finds.
   */
  profile?: string;
  /** A role to assume on top of what the profile gives. */
  params?: AssumeRoleParams;
  /**
   * Assume the role of `params` by the OIDC token of the GitHub Actions job that this is, with no other credentials. The
   * job needs `permissions: id-token: write`. The audience is `sts.amazonaws.com` unless another is named.
   */
  webIdentity?: 'github-actions' | { source: 'github-actions'; audience?: string };
  /**
   * Asked for a code of the MFA device `serial`, before `mfa_process` of the profile. One session serves all roles above a
   * device, and where there is a vault all processes: it is asked again only when that session ends.
   */
  mfaCodeProvider?: (serial: string) => string | Promise<string>;
  /**
   * The MFA device of the profile's key, where the profile names none in `mfa_serial`. Without a role it gives a
   * `GetSessionToken` session.
   */
  mfaSerial?: string;
  /**
   * What the role of `params` (or, with `mfaSerial` alone, the session) stands on, in place of the profile's credentials: an
   * identity or a provider of one, `fromKeyward` included. The profile gives region and endpoints only.
   */
  masterCredentials?: MasterIdentity | ((properties: MasterProperties) => MasterIdentity | Promise<MasterIdentity>);
  /** Twelve digits. Credentials of any other account are refused. */
  accountId?: string;
  /** `region`: where STS is asked, over files and environment. Other settings of a client are refused. */
  clientConfig?: { region?: string | (() => string | Promise<string>); logger?: unknown };
  /** Accepted as in SDK v3's providers; keyward writes nothing to it. */
  logger?: unknown;
  /** SDK v3's own, where the provider is made for a client: what it holds beside a profile is left alone. */
  parentClientConfig?: object;
}

/** The least that `masterCredentials` needs. */
export interface MasterIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What a provider of `masterCredentials` is called with. */
export interface MasterProperties {
  callerClientConfig?: IdentityProperties['callerClientConfig'];
  /** AWS no longer accepts what was given last. */
  forceRefresh?: boolean;
}

/** What SDK v3 passes to a provider. */
export interface IdentityProperties {
  callerClientConfig?: {
    region?: string | (() => Promise<string>);
    profile?: string;
  };
  forceRefresh?: boolean;
  /** With `forceRefresh`: the id of the key that AWS refused. A newer key that is there already is given as it is. */
  refusedKeyId?: string;
}

/** Pass it as `credentials` to any client of SDK v3 or v2. */
export interface KeywardProvider {
  (properties?: IdentityProperties): Promise<KeywardIdentity>;
  /** Tells SDK v3 that keyward keeps and renews the identity itself. */
  memoized: boolean;

  /** The key id of what was resolved last, as SDK v2 reads it. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expireTime: Date;
  /** AWS said that they have expired. SDK v2 sets it; the next `get` brings others. */
  expired: boolean;
  /** So many seconds before their end `needsRefresh` says so. */
  expiryWindow: number;
  needsRefresh(): boolean;
  /** Resolves where `needsRefresh`; else calls back at once. */
  get(callback?: (error?: any) => void): void;
  getPromise(): Promise<void>;
  /** Resolves anew. */
  refresh(callback?: (error?: any) => void): void;
  refreshPromise(): Promise<void>;
}

/**
 * A provider that resolves once, renews ahead of expiry, and hands the same identity to every client. Providers with equal
 * options share one identity in a process.
 *
 * @example
 * const s3 = new S3Client({ credentials: fromKeyward({ profile: 'prod' }) });
 *
 * @example
 * // In place of SDK v3's default chain, for every profile that a client names:
 * const s3 = new S3Client({ credentialDefaultProvider: fromKeyward, profile: 'prod' });
 *
 * @example
 * // The package `aws-sdk` (v2):
 * AWS.config.credentials = fromKeyward();
 */
export function fromKeyward(options?: KeywardOptions): KeywardProvider;

/**
 * The options of every later call of `fromKeyward`, `clientConfig` and `explain` that does not say otherwise. Replaces what was
 * configured before; `configure({})` takes it back.
 *
 * @example
 * configure({ profile: 'prod' });
 */
export function configure(options?: KeywardOptions): void;

/** What `clientConfig` gives: a part of the configuration of any client of SDK v3. */
export interface ClientConfig {
  credentials: KeywardProvider;
  /** Of the program, the environment or the profile; rejects where none names one. */
  region: () => Promise<string>;
  /** The profile that was asked for: the SDK reads endpoints, retries and FIPS from it. */
  profile?: string;
  /** Native signatures (SigV4), and recovery from `ExpiredToken`. */
  extensions: { configure(extensionConfiguration: any): void }[];
}

/**
 * The configuration of a client of SDK v3: credentials, region, native SigV4 signatures, and recovery where AWS ends a session
 * before its time. A plain object: spread it, override any of it, share it between services.
 *
 * @example
 * const s3 = new S3Client(clientConfig({ profile: 'prod' }));
 *
 * @example
 * const sqs = new SQSClient({ ...clientConfig(), region: 'eu-west-1', maxAttempts: 5 });
 */
export function clientConfig(options?: KeywardOptions): ClientConfig;

/** A long-lived access key. */
export interface VaultKey {
  accessKeyId: string;
  secretAccessKey: string;
  /** Twelve digits, where they are known. */
  accountId?: string;
}

/** An entry without its secret. */
export interface VaultEntry {
  profile: string;
  accessKeyId: string;
  accountId?: string;
  addedAt: Date;
  /** Differs between any two states of any entry. */
  version: number;
}

/** Which vault, and what opens it. */
export interface VaultOptions {
  /** The folder of the vault; `KEYWARD_HOME` by default. */
  home?: string;
  /** The age identity that opens it; `KEYWARD_IDENTITY_FILE` by default. */
  identityFile?: string;
  /** For a vault that neither an identity nor the system's keyring opens. */
  passphrase?: string | (() => string | Promise<string>);
}

/**
 * The long-lived keys of a vault, as the command line sees them. `keyward init` makes one.
 *
 * @example
 * const vault = await Vault.open();
 * await vault.put('prod', { accessKeyId: 'AKIA…', secretAccessKey: '…' });
 */
export class Vault {
  private constructor();
  /** Rejects where it does not open: `vault_not_found`, `vault_locked`, `wrong_passphrase`, … */
  static open(options?: VaultOptions): Promise<Vault>;
  list(): Promise<VaultEntry[]>;
  /** The key itself; looking at it in a log hides the secret. Rejects with `entry_not_found`. */
  get(profile: string): Promise<KeywardIdentity>;
  /** Rejects with `entry_exists` where there is one and `replace` is not true. */
  put(profile: string, key: VaultKey, options?: { replace?: boolean }): Promise<void>;
  /** False where there was none. The key stays valid at AWS. */
  remove(profile: string): Promise<boolean>;
}

/** One source that was looked at. */
export interface Considered {
  source: string;
  outcome: 'chosen' | 'stepped_aside';
  reason: string;
  [key: string]: unknown;
}

/** One part of the plan that was run, or `GetCallerIdentity` at the end. */
export interface Asked {
  /** The source, or the operation of STS. */
  what: string;
  /** Lines of files, variables, paths and addresses. */
  lookedAt: string[];
  answer:
    | { outcome: 'credentials'; accessKeyId: string; accountId: string | null; expiration: string | null }
    | { outcome: 'caller'; account: string; arn: string; userId: string }
    | { outcome: 'not_asked'; why: string }
    | { outcome: 'failed'; error: ExplainedError };
  milliseconds: number;
}

/** A mistake that was seen, and how to mend it. */
export interface Trap {
  /** Stable: `example_key`, `expired`, `clock`, … */
  code: string;
  severity: 'notice' | 'warning' | 'error';
  message: string;
  /** A line of a file (`path`, `line`), a variable (`name`), or the program. */
  location: { in: 'file' | 'variable' | 'program'; path?: string; line?: number; name?: string } | null;
  remedy: string;
}

/** The fields of a `KeywardError`. */
export interface ExplainedError {
  code: string;
  message: string;
  hint: string | null;
  awsCode: string | null;
}

/** What `keyward explain --json` prints. Key ids are shortened. */
export interface Explanation {
  /** Where credentials come from and which steps stand on top; secrets show as a placeholder. */
  plan: {
    profile: string | null;
    base: { source: string; [key: string]: unknown };
    steps: { step: string; [key: string]: unknown }[];
    settings: { [key: string]: unknown };
  } | null;
  /** What was looked at, in order. */
  considered: Considered[];
  /** For reading and planning. */
  planningMilliseconds: number;
  /** What was asked, in order; empty with `resolve: false`. */
  asked: Asked[];
  /** The worst first. */
  traps: Trap[];
  /** Why there are no credentials, or none that AWS accepts. */
  error: ExplainedError | null;
}

/**
 * Where credentials come from, and why. Runs the plan and asks STS who the credentials are; with
 * `resolve: false` it asks nothing. What goes wrong is told in the answer: only options that cannot be
 * right reject.
 */
export function explain(options?: KeywardOptions & { resolve?: boolean }): Promise<Explanation>;

/** What went wrong. */
export class KeywardError extends Error {
  /** For tests that play keyward's part; a `code` decides `tryNextLink`. */
  constructor(what: { code: string; message: string; hint?: string; awsCode?: string; cause?: unknown });
  readonly name: 'KeywardError';
  /** Stable: `vault_locked`, `profile_not_found`, `aws_refused`, … */
  readonly code: string;
  /** What to do next, where it is known. */
  readonly hint?: string;
  /** AWS's own error code, where AWS refused. */
  readonly awsCode?: string;
  /** Whether a chain of SDK v3 may ask its next provider. */
  readonly tryNextLink: boolean;
}
