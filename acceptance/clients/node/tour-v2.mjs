// The tour's SDK for JavaScript v2.
import AWS from 'aws-sdk';

const PLACES = {
  // It reads AWS_EC2_METADATA_SERVICE_ENDPOINT once, when it is loaded.
  instance: (AWS) => new AWS.EC2MetadataCredentials({ host: new URL(process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT).host }),
  container: (AWS) => new AWS.ECSCredentials(),
};

const lowerFirst = (text) => text[0].toLowerCase() + text.slice(1);

export class Client {
  #admin;
  #aws;
  #clients = new Map();

  /** `aws` may be another module with the same interface. */
  constructor(admin, aws = AWS) {
    this.#admin = admin;
    this.#aws = aws;
  }

  #client(service, { as, bend = {} }) {
    const key = JSON.stringify([service, as, bend]);
    if (!this.#clients.has(key)) this.#clients.set(key, this.#make(service, as, bend));
    return this.#clients.get(key);
  }

  #make(service, caller, bend) {
    return new this.#aws[service]({
      endpoint: process.env.AWS_ENDPOINT_URL,
      region: process.env.AWS_REGION,
      credentials: this.#credentials(caller),
      s3ForcePathStyle: true,
      signatureVersion: 'v4',
      maxRetries: 0,
      // What is wrong is for the service to say.
      paramValidation: false,
      systemClockOffset: (bend.clock ?? 0) * 1000,
    });
  }

  #credentials(caller) {
    if (typeof caller === 'string') return PLACES[caller](this.#aws);
    const { accessKeyId, secretAccessKey } = caller ? { accessKeyId: caller.id, secretAccessKey: caller.secret } : this.#admin;
    return new this.#aws.Credentials(accessKeyId, secretAccessKey, caller?.token);
  }

  async call(service, step) {
    const client = this.#client(service, step);
    const request = client[lowerFirst(step.op)](step.params ?? {});
    if (step.bend) bend(request, step.bend);
    try {
      return { ok: { ...(await request.promise()) } };
    } catch (error) {
      return { error: { code: error.code, status: error.statusCode, message: error.message } };
    }
  }

  presign(service, step) {
    const client = this.#client(service, step);
    return client.getSignedUrlPromise(lowerFirst(step.presign), { ...step.params, Expires: step.seconds });
  }

  presignedForm(service, step) {
    const { Bucket, Key } = step.params;
    return this.#client(service, step).createPresignedPost({ Bucket, Fields: { key: Key }, Expires: step.seconds });
  }
}

/** Makes a request wrong: another operation before it is signed, a header after. */
function bend(request, { action, header, find, put }) {
  const { httpRequest } = request;
  const target = () => Object.keys(httpRequest.headers).find((key) => key.toLowerCase() === 'x-amz-target');
  if (action) {
    request.on('build', () => {
      if (target()) httpRequest.headers[target()] = httpRequest.headers[target()].replace(/[^.]*$/, action);
      else httpRequest.body = httpRequest.body.replace(/Action=\w+/, `Action=${action}`);
      httpRequest.headers['Content-Length'] = Buffer.byteLength(httpRequest.body);
    });
  }
  if (header) {
    request.on('sign', () => {
      const key = Object.keys(httpRequest.headers).find((key) => key.toLowerCase() === header);
      if (put === undefined) delete httpRequest.headers[key];
      else httpRequest.headers[key] = httpRequest.headers[key].replace(new RegExp(find), put);
    });
  }
}
