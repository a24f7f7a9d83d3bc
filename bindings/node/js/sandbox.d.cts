/** How to start. What is left out is a free port, no role, automatic approval. */
export interface SandboxOptions {
  /** The `keyward` command. Without it: `KEYWARD_BIN`, the one of this package, then the PATH. */
  binary?: string;
  port?: number;
  controlPort?: number;
  imdsPort?: number;
  containerPort?: number;
  identityPort?: number;
  /** The role of the EC2 instance; made if it does not exist. `env` then holds no access key. */
  instanceRole?: string;
  /** The role of the ECS task or EKS pod; made if it does not exist. `env` then holds no access key. */
  containerRole?: string;
  ssoStartUrl?: string;
  /** Who approves sign-ins at IAM Identity Center. */
  approval?: Approval;
  /** Take SAML assertions that `control` has not made, unverified. */
  acceptUnsignedSaml?: boolean;
  /** How long changes of IAM take until they are enforced, such as `10s`. */
  propagation?: string;
  /** What there is at the start: a JSON file, or the document itself; `control.snapshot()` gives one. */
  seed?: string | Record<string, unknown>;
  /** A folder that keeps everything; `seed` counts only while it is empty. */
  data?: string;
}

/** `manual`: sign-ins wait for `control.decideDevice`. */
export type Approval = 'automatic' | 'manual';

/** A message sent to a phone number. */
export interface Sms {
  messageId: string;
  phoneNumber: string;
  message: string;
  /** The ARN of who sent it. */
  sentBy: string;
  attributes: Record<string, string>;
  at: string;
}

/** A message published to a topic. */
export interface Published {
  messageId: string;
  topicArn: string;
  subject: string | null;
  message: string;
  sentBy: string;
  attributes: Record<string, string>;
  at: string;
}

/** A request that was answered. No secrets; of the parameters only what names the resource. */
export interface LoggedRequest {
  at: string;
  requestId: string;
  /** As the request named it, believed or not. */
  accessKeyId: string | null;
  /** The ARN of the caller, once proved. */
  caller: string | null;
  service: string;
  operation: string;
  region: string | null;
  status: number;
  /** AWS's error code; null where the request was granted. */
  error: string | null;
  /** The fault that befell it. */
  fault: FaultKind | null;
  /** Why the signature was not believed; null where it was, or where there was none. */
  disbelief: Disbelief | null;
  /** What policies said, permission by permission, up to the one that was refused. */
  decisions: LoggedDecision[];
}

/** Why a signature was not believed, more plainly than AWS says it. */
export interface Disbelief {
  reason: string;
  /** As the sandbox computed it, where the signature differs; `***` for what may be secret. */
  canonicalRequest: string | null;
  stringToSign: string | null;
}

/** A permission that a request needed, and why it had it or not. */
export interface LoggedDecision {
  /** Such as `s3:GetObject`. */
  action: string;
  /** An ARN, or `*`. */
  resource: string;
  allowed: boolean;
  /** `because no identity-based policy allows the s3:GetObject action`, or the kind of policy that allowed it. */
  reason: string;
  /** The statements that decided: policy, number, line. */
  statements: string[];
  /** Condition keys that statements asked for and the request does not have. */
  missingKeys: string[];
  /** Condition keys that the sandbox does not fill. */
  unknownKeys: string[];
}

/** What happens to a request that meets a rule. */
export type FaultKind =
  | 'throttling'
  | 'serverError'
  | 'unavailable'
  | 'revokedKey'
  | 'cutBefore'
  | 'cutAfter'
  | { latency: { milliseconds: number } };

/** A request that fits takes the first rule that still has something to give. */
export interface FaultRule {
  /** As in a credential scope (`sts`), or `imds`, `container`, `sso`, `sso-oidc`, `signin`; every service where there is none. */
  service?: string | null;
  /** Such as `AssumeRole`, or `Get*` for all that begin so; every operation where there is none. */
  operation?: string | null;
  /** Only requests that name this access key. */
  accessKeyId?: string | null;
  kind: FaultKind;
  /** How many requests meet it; all, where there is none. */
  count?: number | null;
  /** Between 0 and 1; 1 where there is none. */
  probability?: number | null;
}

/** Container credentials as a program asks for them. */
export interface Container {
  fullUri: string;
  relativeUri: string;
  token: string;
}

/** A user, or without a name the root user, with its oldest active access key. */
export interface Identity {
  accountId: string;
  userName: string | null;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Time, faults and what was seen. It needs no AWS credentials and is no AWS client. */
export interface SandboxControl {
  /** Ends a session now. Whether there was one. */
  expireSession(accessKeyId: string): Promise<boolean>;
  /** Makes every later session live this long; null returns to AWS's rules. */
  setSessionLifetime(seconds: number | null): Promise<void>;
  /** Whole seconds, negative to go back. Signatures go by the real clock. */
  advanceClock(seconds: number): Promise<void>;
  sms(): Promise<Sms[]>;
  messages(): Promise<Published[]>;
  /** The last 10 000 requests, oldest first. */
  requests(): Promise<LoggedRequest[]>;
  /** A request by the id that its answer carried; without one the last that was refused. */
  request(requestId?: string): Promise<LoggedRequest | null>;
  /** A URL that opens the local page of state and requests, once and within an hour. */
  webLink(): Promise<string>;
  /** The whole state as a `seed`, secrets included. */
  snapshot(): Promise<Record<string, unknown>>;
  /** Everyone with an active access key, by account. */
  identities(): Promise<Identity[]>;
  addFault(rule: FaultRule): Promise<void>;
  /** Refuses an access key or session from now on, until faults are cleared. */
  revokeKey(accessKeyId: string): Promise<void>;
  /**
   * How long changes of IAM take until they are enforced, on the sandbox's clock; 0 puts them in force. With
   * `lists`, what IAM lists lags as well.
   */
  setPropagation(changes: { seconds?: number; milliseconds?: number; lists?: boolean }): Promise<void>;
  faults(): Promise<FaultRule[]>;
  clearFaults(): Promise<void>;
  /** A token for AssumeRoleWithWebIdentity, of any issuer. */
  webIdentityToken(claims: {
    issuer: string;
    audience: string;
    subject: string;
    seconds: number;
    /** Claims of your own; they go before the others. */
    claims?: Record<string, unknown>;
  }): Promise<string>;
  /** The keys of an issuer that you run (JWKs, RSA or EC): its tokens are judged by them alone. None: the sandbox's key again. */
  setWebIdentityKeys(issuer: string, keys: object[]): Promise<void>;
  /** A metadata document for CreateSAMLProvider. */
  samlMetadata(entityId: string): Promise<string>;
  /** An assertion for AssumeRoleWithSAML, in base64. */
  samlAssertion(claims: SamlAssertion): Promise<string>;
  /** `null` takes the role away; what is not named stays. `frozen`: credentials are renewed no more. */
  setInstance(changes: { role?: string | null; v1?: boolean; enabled?: boolean; frozen?: boolean }): Promise<void>;
  setContainer(changes: { role?: string | null; frozen?: boolean }): Promise<void>;
  container(): Promise<Container>;
  rotateContainerToken(): Promise<Container>;
  setApproval(mode: Approval): Promise<void>;
  /** Answers the device that shows this user code. Whether one waits. */
  decideDevice(userCode: string, allow: boolean): Promise<boolean>;
  setSsoTokenLifetime(seconds: number | null): Promise<void>;
  assignPermissionSets(accountId: string, permissionSets: string[]): Promise<void>;
  endSsoSessions(): Promise<void>;
  /** The IAM user that signs in with `aws login`. */
  setSigninUser(name: string): Promise<void>;
  changeSigninPassword(): Promise<void>;
}

/** What an identity provider says about a person. */
export interface SamlAssertion {
  /** The `entityID` of the provider's metadata. */
  issuer: string;
  roleArn: string;
  /** `arn:aws:iam::ACCOUNT:saml-provider/NAME` */
  providerArn: string;
  sessionName: string;
  /** The session name where there is none. */
  subject?: string;
  /** AWS's sign-in page where there is none. */
  audience?: string;
  /** How long it may be redeemed: five minutes, or less. */
  seconds?: number;
  /** After how many seconds the session at the provider ends, and with it the role's. */
  sessionSeconds?: number;
  tags?: Record<string, string>;
  transitiveTagKeys?: string[];
  sourceIdentity?: string;
}

/** A running sandbox. It ends with this process, and keeps no process from ending. */
export interface Sandbox {
  /** All AWS services: `new S3Client({ endpoint, region, credentials, forcePathStyle: true })`. */
  readonly endpoint: string;
  readonly region: string;
  /** The access key of the IAM user `admin`. */
  readonly credentials: { accessKeyId: string; secretAccessKey: string };
  /** Variables that make another program use this sandbox; secrets included. */
  readonly env: Record<string, string>;
  readonly imdsEndpoint: string;
  readonly containerUri: string;
  readonly identityEndpoint: string;
  readonly ssoStartUrl: string;
  readonly control: SandboxControl;
  /** Resolves when it has ended and its ports are free. */
  stop(): Promise<void>;
}

/**
 * Starts a strict local AWS with the `keyward` command.
 *
 * @throws KeywardError `not_supported` where the command cannot be run, `invalid_argument` where an option
 * or a port is wrong.
 */
export function startSandbox(options?: SandboxOptions): Promise<Sandbox>;
