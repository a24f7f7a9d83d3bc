// What SDK v2's S3 has beside its operations.
import type { Callback, AWSError } from '../error';
import type { S3 } from './s3';

export interface S3Methods {
  /** The URL at once, or to the callback. `params.Expires` is in seconds, 900 without. */
  getSignedUrl(operation: string, params?: any): string;
  getSignedUrl(operation: string, params: any, callback: (err: Error, url: string) => void): void;
  getSignedUrlPromise(operation: string, params?: any): Promise<string>;
  /** The form with which a browser may upload. */
  createPresignedPost(params: PresignedPost.Params): PresignedPost;
  createPresignedPost(params: PresignedPost.Params, callback: (err: Error, data: PresignedPost) => void): void;
  /** Uploads a body of any kind and size, in parts where it is large. */
  upload(
    params: S3.PutObjectRequest,
    options?: ManagedUpload.ManagedUploadOptions,
    callback?: (err: Error, data: ManagedUpload.SendData) => void,
  ): ManagedUpload;
  upload(params: S3.PutObjectRequest, callback?: (err: Error, data: ManagedUpload.SendData) => void): ManagedUpload;
}

export interface PresignedPost {
  url: string;
  fields: PresignedPost.Fields;
}

export namespace PresignedPost {
  interface Fields {
    [name: string]: string;
  }
  interface Params {
    Bucket?: string;
    /** Seconds; an hour without. */
    Expires?: number;
    Conditions?: any[];
    Fields?: { [name: string]: any };
  }
}

export class ManagedUpload {
  constructor(options: ManagedUpload.ManagedUploadOptions);
  abort(): void;
  promise(): Promise<ManagedUpload.SendData>;
  send(callback?: Callback<ManagedUpload.SendData> | ((err: AWSError | null, data: ManagedUpload.SendData) => void)): void;
  on(event: 'httpUploadProgress', listener: (progress: ManagedUpload.Progress) => void): this;
  static maxTotalParts: number;
  static minPartSize: number;
}

export namespace ManagedUpload {
  interface Progress {
    loaded: number;
    total: number;
    part?: number;
    key?: string;
  }
  interface SendData {
    Location: string;
    ETag: string;
    Bucket: string;
    Key: string;
  }
  interface ManagedUploadOptions {
    params?: S3.PutObjectRequest;
    /** Parts that are under way at a time; 4 without. */
    queueSize?: number;
    /** Bytes; 5 MiB without, and at least. */
    partSize?: number;
    leavePartsOnError?: boolean;
    service?: S3;
    tags?: S3.Tag[];
  }
}
