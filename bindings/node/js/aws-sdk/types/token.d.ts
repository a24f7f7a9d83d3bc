import type { AWSError } from './error';

/** A bearer token, as the constructor of `Token` takes it. */
export interface TokenOptions {
  token: string;
  expireTime?: Date;
}

/** A bearer token and its end. */
export class Token {
  constructor(options: TokenOptions);
  token: string;
  expired: boolean;
  expireTime: Date;
  get(callback: (err?: AWSError) => void): void;
  getPromise(): Promise<void>;
  needsRefresh(): boolean;
  refresh(callback: (err?: AWSError) => void): void;
  refreshPromise(): Promise<void>;
  static expiryWindow: number;
}

/** A token that the program gives. */
export class StaticTokenProvider extends Token {
  constructor(options?: TokenOptions);
}

/** The token of a session of IAM Identity Center. */
export class SSOTokenProvider extends Token {
  constructor(options?: { profile?: string });
}

type TokenProvider = () => Token;

/** Providers that are asked in turn, until one has a token. */
export class TokenProviderChain {
  constructor(providers?: (Token | TokenProvider)[]);
  providers: (Token | TokenProvider)[];
  resolve(callback: (err: AWSError | null, token?: Token) => void): TokenProviderChain;
  resolvePromise(): Promise<Token>;
  static defaultProviders: TokenProvider[];
}

export {};
