/** An error of a service, of the network, or of this package, with the members that SDK v2 gives it. */
export type AWSError = Error & {
  /** AWS's own code, or `CredentialsError`, `NetworkingError`, `TimeoutError`, `RequestAbortedError`, … */
  code: string;
  message: string;
  time: Date;
  retryable?: boolean;
  /** Milliseconds. */
  retryDelay?: number;
  statusCode?: number;
  requestId?: string;
  extendedRequestId?: string;
  cfId?: string;
  hostname?: string;
  region?: string;
  originalError?: Error;
};

/** How callbacks of this package look. */
export type Callback<Data> = (err: AWSError, data: Data) => void;
