import type { Readable } from 'node:stream';
import type { AWSError } from './error';
import type { HttpRequest, HttpResponse } from './http';
import type { Service } from './service';

/** Bytes that have been sent or received. */
export interface Progress {
  loaded: number;
  total: number;
}

/** What `.promise()` resolves to. */
export type PromiseResult<Data, Err> = Data & { $response: Response<Data, Err> };

/** What a request came to, so far. */
export class Response<Data, Err> {
  /** Null where there was an error. */
  data: Data | void;
  error: Err | void;
  requestId: string;
  redirectCount: number;
  retryCount: number;
  httpResponse: HttpResponse;
  request: Request<Data, Err>;
  hasNextPage(): boolean;
  nextPage(): Request<Data, Err> | null;
  nextPage(callback: (err: Err, data: Data) => void): void;
}

/** What the listeners of each event are given. */
interface Listeners<Data, Err> {
  validate: (request: Request<Data, Err>) => void;
  build: (request: Request<Data, Err>) => void;
  afterBuild: (request: Request<Data, Err>) => void;
  sign: (request: Request<Data, Err>) => void;
  send: (response: Response<Data, Err>) => void;
  httpHeaders: (
    statusCode: number,
    headers: { [name: string]: string },
    response: Response<Data, Err>,
    statusMessage: string,
  ) => void;
  httpData: (chunk: Buffer | Uint8Array, response: Response<Data, Err>) => void;
  httpUploadProgress: (progress: Progress, response: Response<Data, Err>) => void;
  httpDownloadProgress: (progress: Progress, response: Response<Data, Err>) => void;
  httpError: (error: Error, response: Response<Data, Err>) => void;
  httpDone: (response: Response<Data, Err>) => void;
  extractError: (response: Response<Data, Err>) => void;
  extractData: (response: Response<Data, Err>) => void;
  retry: (response: Response<Data, Err>) => void;
  success: (response: Response<Data, Err>) => void;
  error: (error: AWSError, response: Response<Data, Err>) => void;
  complete: (response: Response<Data, Err>) => void;
}

/** One call of an operation. */
export class Request<Data, Err> {
  constructor(service: Service, operation: string, params?: any);
  startTime: Date;
  httpRequest: HttpRequest;
  abort(): void;
  send(callback?: (err: Err, data: Data) => void): void;
  promise(): Promise<PromiseResult<Data, Err>>;
  createReadStream(): Readable;
  isPageable(): boolean;
  /** Asks for page after page, until there is none or the callback returns false. The last call has no data. */
  eachPage(callback: (err: Err, data: Data, doneCallback?: () => void) => boolean | void): void;
  on<Event extends keyof Listeners<Data, Err>>(event: Event, listener: Listeners<Data, Err>[Event], prepend?: boolean): this;
  on(event: string, listener: (...args: any[]) => void, prepend?: boolean): this;
  onAsync(event: string, listener: (...args: any[]) => void, prepend?: boolean): this;
  removeListener(event: string, listener: (...args: any[]) => void): this;
}

export {};
