// What SDK v2's STS has beside its operations.
import type { Credentials, TemporaryCredentials } from '../credentials';

export interface STSMethods {
  /** Puts the credentials of an answer into a credentials object; a new one, where none is given. */
  credentialsFrom(data: { Credentials?: object } | null, credentials?: Credentials): TemporaryCredentials | null;
}
