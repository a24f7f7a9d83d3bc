import { Credentials } from 'aws-sdk/lib/credentials.js';
import type { KeywardOptions } from '../../index.js';

/** The options of `fromKeyward`, and SDK v2's way to ask for a code. */
export interface KeywardCredentialsOptions extends KeywardOptions {
  /** Asked for a code of the MFA device `serial`. */
  tokenCodeFn?: (serial: string, callback: (error?: Error | null, code?: string) => void) => void;
}

/**
 * Credentials for any service of the package `aws-sdk`: globally as `AWS.config.credentials`, for one service object, or
 * in a `CredentialProviderChain`. They renew themselves. Extends the `AWS.Credentials` of the program's own copy, and may
 * be extended, by `class … extends` and by `AWS.util.inherit`.
 *
 * Errors are `KeywardError`s in SDK v2's shape: `code`, `message`, `time`, `hint`.
 *
 * @example
 * const s3 = new AWS.S3({ credentials: new KeywardCredentials({ profile: 'prod' }) });
 */
export class KeywardCredentials extends Credentials {
  constructor(options?: KeywardCredentialsOptions);
}

/** `KeywardCredentials` for this copy of `aws-sdk`, where a program has several. */
export function credentialsFor(AWS: object): typeof KeywardCredentials;

/**
 * Makes keyward the default of this copy of `aws-sdk`: for `AWS.config.credentials`, for
 * `AWS.CredentialProviderChain.defaultProviders`, for `SharedIniFileCredentials` and `SsoCredentials`. Credentials that the
 * program has set stay; where keyward has nothing, the SDK's own chain is asked. With options the default is what they
 * name, and nothing else is asked.
 *
 * @returns the same `AWS`
 */
export function install<T extends object>(AWS: T, options?: KeywardCredentialsOptions): T;
