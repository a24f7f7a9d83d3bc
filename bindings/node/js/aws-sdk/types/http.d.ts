import type { Readable } from 'node:stream';

/** An address of a service. */
export class Endpoint {
  constructor(url: string);
  host: string;
  hostname: string;
  href: string;
  port: number;
  protocol: string;
}

/** A request as it is sent. */
export class HttpRequest {
  constructor(endpoint: Endpoint | string, region?: string);
  method: string;
  /** Path and query. */
  path: string;
  headers: { [name: string]: string };
  body: string | Buffer;
  endpoint: Endpoint;
  region?: string;
  pathname(): string;
  search(): string;
}

/** An answer as it came. */
export class HttpResponse {
  statusCode: number;
  statusMessage: string;
  headers: { [name: string]: string };
  body: string | Buffer | Uint8Array;
  streaming: boolean;
  createUnbufferedStream(): Readable;
}
