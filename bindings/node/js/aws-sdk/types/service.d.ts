import type { ConfigurationOptions, Config } from './config';
import type { AWSError, Callback } from './error';
import type { Endpoint } from './http';
import type { Request } from './request';

/** How often a waiter looks, and how long it pauses. */
export interface WaiterConfiguration {
  /** Seconds between two questions. */
  delay?: number;
  maxAttempts?: number;
}

/** What a service's constructor takes beside the settings of all. */
export interface ServiceConfigurationOptions extends ConfigurationOptions {
  /** Parameters of every call of this object. */
  params?: { [name: string]: any };
  apiVersion?: 'latest' | (string & {});
}

type Params = { [name: string]: any };

/** What all services have. */
export class Service {
  constructor(config?: ServiceConfigurationOptions);
  apiVersions: string[];
  config: Config & ServiceConfigurationOptions;
  endpoint: Endpoint;
  makeRequest(operation: string, params?: Params, callback?: Callback<any>): Request<any, AWSError>;
  makeUnauthenticatedRequest(operation: string, params?: Params, callback?: Callback<any>): Request<any, AWSError>;
  setupRequestListeners(request: Request<any, AWSError>): void;
  customizeRequests(callback: (request: Request<any, AWSError>) => void): void;
  waitFor(state: string, params?: Params & { $waiter?: WaiterConfiguration }, callback?: Callback<any>): Request<any, AWSError>;
  waitFor(state: string, callback?: Callback<any>): Request<any, AWSError>;
}

/** What may be sent as a body, where SDK v3 takes its own streams. */
export type Body = Buffer | Uint8Array | Blob | string | import('node:stream').Readable;

/** Parameters of SDK v3's command as SDK v2 takes them: texts instead of closed lists of values, v2's bodies. */
export type Input<T> = T extends string
  ? string
  : T extends Date
    ? Date | string | number
    : T extends Uint8Array
      ? Uint8Array | string
      : T extends readonly (infer Item)[]
        ? Input<Item>[]
        : T extends object
          ? { [Name in keyof T]: Name extends 'Body' ? Body : Input<T[Name]> }
          : T;

/** What SDK v3 answers as SDK v2 gives it: bytes are a `Buffer`, `$metadata` is in `$response`. */
export type Output<T> = { [Name in keyof T as Name extends '$metadata' ? never : Name]: Name extends 'Body' ? Buffer : T[Name] };

interface Operation<In, Out> {
  (params: In, callback?: Callback<Out>): Request<Out, AWSError>;
  (callback?: Callback<Out>): Request<Out, AWSError>;
}

/** From the last form of a method of SDK v3's aggregated client. */
type OperationOf<Method> = Method extends (
  args: infer In extends object,
  options: any,
  callback: (err: any, data?: infer Out) => void,
) => void
  ? Operation<Input<In>, Output<Out>>
  : never;

type NotOperations = 'config' | 'destroy' | 'initConfig' | 'middlewareStack' | 'send' | `waitUntil${string}` | `paginate${string}`;

/** The operations of an aggregated client of SDK v3; of a client that is not installed, any. */
type Operations<Client> = string extends keyof Client
  ? { [operation: string]: any }
  : { [Name in Exclude<keyof Client, NotOperations>]: OperationOf<Client[Name]> };

/** The aggregated client of a package of SDK v3: `S3` beside `S3Client`. */
type Aggregated<Package> = {
  [Name in keyof Package]: Name extends `${infer Client}Client`
    ? Client extends keyof Package
      ? Package[Client] extends abstract new (...args: any) => infer Instance
        ? Instance
        : never
      : never
    : never;
}[keyof Package];

/** A service's class; `More` is what SDK v2 added to its operations. */
export interface ServiceClass<Package, More = {}> {
  new (options?: ServiceConfigurationOptions): Service & Operations<Aggregated<Package>> & More;
}

export {};
