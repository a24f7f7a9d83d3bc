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
  readonly accountId?: string;
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
  /** The MFA device of the profile's key, where the profile names none in `mfa_serial`. */
  mfaSerial?: string;
  /** Twelve digits. Credentials of any other account are refused. */
  accountId?: string;
  /** `region`: where STS is asked, over files and environment. Other settings of a client are refused. */
  clientConfig?: { region?: string | (() => string | Promise<string>); logger?: unknown };
  /** Accepted as in SDK v3's providers; keyward writes nothing to it. */
  logger?: unknown;
}

/** What SDK v3 passes to a provider. */
export interface IdentityProperties {
  callerClientConfig?: {
    region?: string | (() => Promise<string>);
    profile?: string;
  };
  forceRefresh?: boolean;
}

/** A credential provider: pass it as `credentials` to any client of SDK v3. */
export interface KeywardProvider {
  (properties?: IdentityProperties): Promise<KeywardIdentity>;
  /** Tells SDK v3 that keyward keeps and renews the identity itself. */
  memoized: boolean;
}

/**
 * A provider that resolves once, renews ahead of expiry, and hands the same identity to every client.
 *
 * @example
 * const s3 = new S3Client({ credentials: fromKeyward({ profile: 'prod' }) });
 */
export function fromKeyward(options?: KeywardOptions): KeywardProvider;

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
