import type { AWSError } from './error';

export interface TokenOptions {
  token: string;
  expireTime?: Date;
}

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

export class StaticTokenProvider extends Token {
  constructor(options?: TokenOptions);
}

export class SSOTokenProvider extends Token {
  constructor(options?: { profile?: string });
}

type TokenProvider = () => Token;

export class TokenProviderChain {
  constructor(providers?: (Token | TokenProvider)[]);
  providers: (Token | TokenProvider)[];
  resolve(callback: (err: AWSError | null, token?: Token) => void): TokenProviderChain;
  resolvePromise(): Promise<Token>;
  static defaultProviders: TokenProvider[];
}

export {};
