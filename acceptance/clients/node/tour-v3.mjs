// The tour's SDK for JavaScript v3.
import { fromContainerMetadata, fromInstanceMetadata } from '@aws-sdk/credential-providers';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const PLACES = { instance: fromInstanceMetadata, container: fromContainerMetadata };

export class Client {
  #admin;
  #clients = new Map();

  constructor(admin) {
    this.#admin = admin;
  }

  async #client(service, { as, bend }) {
    const sdk = await import(`@aws-sdk/${service}`);
    const key = JSON.stringify([service, as, bend]);
    if (!this.#clients.has(key)) this.#clients.set(key, this.#make(sdk, as, bend ?? {}));
    return { sdk, client: this.#clients.get(key) };
  }

  #make(sdk, caller, bend) {
    const Client = sdk[Object.keys(sdk).find((key) => /^[A-Z]\w*Client$/.test(key))];
    const client = new Client({
      endpoint: process.env.AWS_ENDPOINT_URL,
      region: process.env.AWS_REGION,
      credentials: this.#credentials(caller),
      forcePathStyle: true,
      maxAttempts: 1,
      systemClockOffset: (bend.clock ?? 0) * 1000,
    });
    if (bend.action) client.middlewareStack.add(action(bend), { step: 'build', priority: 'high' });
    if (bend.header) client.middlewareStack.add(header(bend), { step: 'deserialize', priority: 'low' });
    return client;
  }

  #credentials(caller) {
    if (typeof caller === 'string') return PLACES[caller]();
    if (!caller) return this.#admin;
    return { accessKeyId: caller.id, secretAccessKey: caller.secret, sessionToken: caller.token };
  }

  async call(service, step) {
    const { sdk, client } = await this.#client(service, step);
    try {
      const answer = await client.send(new sdk[`${step.op}Command`](step.params ?? {}));
      if (answer.Body) answer.Body = await answer.Body.transformToString();
      return { ok: answer };
    } catch (error) {
      return { error: told(error, sdk) };
    }
  }

  async presign(service, { bend, ...step }) {
    const { sdk, client } = await this.#client(service, step);
    const signingDate = new Date(Date.now() + (bend?.clock ?? 0) * 1000);
    return getSignedUrl(client, new sdk[`${step.presign}Command`](step.params), { expiresIn: step.seconds, signingDate });
  }
}

/** Class, code and status. An error without a class of its own is the service's general one. */
function told(error, sdk) {
  const { name: className } = error.constructor;
  const own = Object.hasOwn(sdk, className) && error instanceof sdk[className] && !className.endsWith('ServiceException');
  return {
    name: error.name,
    code: error.Code ?? error.Error?.Code ?? error.name,
    class: own ? className : null,
    status: error.$metadata?.httpStatusCode,
    message: error.message,
  };
}

/** Asks for another operation, before the request is signed. */
const action = (bend) => (next) => (args) => {
  const { request } = args;
  if (request.headers['x-amz-target']) {
    request.headers['x-amz-target'] = request.headers['x-amz-target'].replace(/[^.]*$/, bend.action);
  } else {
    request.body = request.body.replace(/Action=\w+/, `Action=${bend.action}`);
  }
  return next(args);
};

/** Changes a header of the signed request, or takes it away. */
const header = (bend) => (next) => (args) => {
  const { headers } = args.request;
  const key = Object.keys(headers).find((key) => key.toLowerCase() === bend.header);
  if (bend.put === undefined) delete headers[key];
  else headers[key] = headers[key].replace(new RegExp(bend.find), bend.put);
  return next(args);
};
