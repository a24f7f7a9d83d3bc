// The order of events, and what listeners may do with them.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { same, sandbox, seen, skip } from './support.mjs';

const EVENTS = [
  'validate', 'build', 'afterBuild', 'sign', 'send', 'httpHeaders', 'httpData', 'httpDownloadProgress', 'httpUploadProgress', 'httpDone',
  'httpError', 'validateResponse', 'extractData', 'extractError', 'retry', 'afterRetry', 'restart', 'success', 'error', 'complete',
];

let box;
before(async () => {
  if (!skip) box = await sandbox();
});
after(() => box?.stop());

/** Every event of a request, in order; chunks count once. */
function watched(request) {
  const order = [];
  for (const event of EVENTS) {
    request.on(event, () => {
      if (order.at(-1) !== event) order.push(event);
    });
  }
  return order;
}

async function outcome(request) {
  const order = watched(request);
  const result = await request.promise().then(() => 'success', seen);
  return { order, result };
}

/** A server that answers with each of `statuses` in turn. */
async function answering(statuses, work) {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const status = statuses[Math.min(count++, statuses.length - 1)];
      if (status === 'cut') return response.socket.destroy();
      if (status === 'never') return undefined;
      const body = status === 200 ? '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>' : '<ErrorResponse><Error><Code>InternalFailure</Code><Message>later</Message></Error><RequestId>5</RequestId></ErrorResponse>';
      return response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': 'r' }).end(body);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${server.address().port}`, () => count);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const sns = (AWS, endpoint, more) =>
  new AWS.SNS({ endpoint, region: 'us-east-1', credentials: box.config.credentials, retryDelayOptions: { base: 1 }, ...more });
const publish = (service) => service.publish({ Message: 'm', TopicArn: 'arn:aws:sns:us-east-1:123456789012:t' });

test('a success', { skip }, async () => {
  await same((AWS) => outcome(new AWS.STS(box.config).getCallerIdentity()));
});

test('an error of the service', { skip }, async () => {
  await same((AWS) => outcome(new AWS.IAM(box.config).getUser({ UserName: 'nobody' })));
});

test('an error of parameters', { skip }, async () => {
  await same((AWS) => outcome(new AWS.SSM(box.config).getParameter({})));
});

test('retries that help, and retries that do not', { skip }, async () => {
  for (const statuses of [[500, 503, 200], [500], [429, 200], ['cut', 200], [400]]) {
    await same((AWS) =>
      answering(statuses, async (endpoint, count) => {
        const found = await outcome(publish(sns(AWS, endpoint, { maxRetries: 2 })));
        const { hostname, ...result } = Object(found.result);
        return { order: found.order, result, count: count() };
      }),
    );
  }
});

test('customBackoff, and its way to say no', { skip }, async () => {
  await same((AWS) =>
    answering([500], async (endpoint, count) => {
      const asked = [];
      const retryDelayOptions = { customBackoff: (retries, err) => (asked.push([retries, err.code]), retries < 1 ? 1 : -1) };
      const found = await outcome(publish(sns(AWS, endpoint, { retryDelayOptions })));
      return { asked, count: count(), order: found.order };
    }),
  );
});

test('time-outs', { skip }, async () => {
  await same((AWS) =>
    answering(['never'], async (endpoint, count) => {
      const { order, result } = await outcome(publish(sns(AWS, endpoint, { maxRetries: 1, httpOptions: { timeout: 60 } })));
      return { order, code: result.code, message: result.message, retryable: result.retryable, count: count() };
    }),
  );
});

test('a host that does not answer', { skip }, async () => {
  await same(async (AWS) => {
    const { order, result } = await outcome(publish(sns(AWS, 'http://127.0.0.1:9', { maxRetries: 1 })));
    return { order, result };
  });
});

test('abort before the answer', { skip }, async () => {
  await same((AWS) =>
    answering(['never'], async (endpoint) => {
      const request = publish(sns(AWS, endpoint));
      const order = watched(request);
      setTimeout(() => request.abort(), 100);
      const result = await request.promise().then(() => 'success', seen);
      return { order, code: result.code, message: result.message, retryable: result.retryable };
    }),
  );
});

test('listeners change what is sent, and what was answered', { skip }, async () => {
  await same(async (AWS) => {
    const request = new AWS.STS(box.config).getCallerIdentity();
    request.on('build', ({ httpRequest }) => {
      httpRequest.headers['X-Mine'] = 'yes';
    });
    request.on('extractData', ({ data }) => {
      data.more = 1;
    });
    const data = await request.promise();
    const signed = /SignedHeaders=([^,]*)/.exec(request.httpRequest.headers.Authorization)[1];
    return { data, signed: signed.includes('x-mine') };
  });
});

test('an asynchronous listener is waited for, and its error ends the request', { skip }, async () => {
  await same(async (AWS) => {
    const request = new AWS.STS(box.config).getCallerIdentity();
    request.onAsync('validate', (_request, done) => setTimeout(done, 5, Object.assign(new Error('no'), { code: 'Mine' })));
    return outcome(request);
  });
});

test('AWS.events, customizeRequests and apiCall see every request', { skip }, async () => {
  await same(async (AWS) => {
    const seenBy = [];
    const listener = (response) => seenBy.push(`events ${response.request.operation}`);
    AWS.events.on('complete', listener);
    const sts = new AWS.STS(box.config);
    sts.customizeRequests((request) => seenBy.push(`customize ${request.operation}`));
    sts.on('apiCall', ({ Type, Api, AttemptCount, FinalHttpStatusCode }) => seenBy.push(`${Type} ${Api} ${AttemptCount} ${FinalHttpStatusCode}`));
    sts.on('apiCallAttempt', ({ Type, Api, HttpStatusCode }) => seenBy.push(`${Type} ${Api} ${HttpStatusCode}`));
    await sts.getCallerIdentity().promise();
    AWS.events.removeListener('complete', listener);
    return seenBy;
  });
});

test('a listener of the core can be taken away', { skip }, async () => {
  await same(async (AWS) => {
    const request = new AWS.STS(box.config).getCallerIdentity();
    request.removeListener('validate', AWS.EventListeners.Core.VALIDATE_CREDENTIALS);
    request.removeListener('sign', AWS.EventListeners.Core.SIGN);
    return outcome(request);
  });
});

test('requests without a signature', { skip }, async () => {
  await same((AWS) => outcome(new AWS.STS(box.config).makeUnauthenticatedRequest('getCallerIdentity')));
  await same((AWS) => outcome(new AWS.STS(box.config).getCallerIdentity().toUnauthenticated()));
});

test('one progress of an upload for bytes', { skip }, async () => {
  await same(async (AWS, name) => {
    const s3 = new AWS.S3(box.config);
    await s3.createBucket({ Bucket: `progress-${name}` }).promise();
    const progress = [];
    const request = s3.putObject({ Bucket: `progress-${name}`, Key: 'k', Body: Buffer.alloc(1000) });
    await request.on('httpUploadProgress', ({ loaded, total }) => progress.push([loaded, total])).promise();
    return progress;
  });
});

test('a request can be read as a stream', { skip }, async () => {
  await same(async (AWS, name) => {
    const s3 = new AWS.S3(box.config);
    const Bucket = `stream-${name}`;
    await s3.createBucket({ Bucket }).promise();
    await s3.putObject({ Bucket, Key: 'k', Body: 'x'.repeat(100_000) }).promise();
    let length = 0;
    for await (const chunk of s3.getObject({ Bucket, Key: 'k' }).createReadStream()) length += chunk.length;
    const failed = await new Promise((resolve) => s3.getObject({ Bucket, Key: 'none' }).createReadStream().on('error', resolve));
    return { length, code: failed.code, status: failed.statusCode };
  });
});

test('a stream that ends early is an error', { skip }, async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${server.address().port}`;
  await same(async (AWS) => {
    const s3 = new AWS.S3({ ...box.config, endpoint });
    const err = await new Promise((resolve) => {
      s3.getObject({ Bucket: 'bucket', Key: 'k' }).createReadStream().on('error', resolve).resume();
    });
    return err instanceof Error;
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('the callback is called once, whatever the order', { skip }, async () => {
  await same(
    (AWS) =>
      new Promise((resolve) => {
        let calls = 0;
        new AWS.STS(box.config).getCallerIdentity(() => {
          calls += 1;
          setTimeout(() => resolve(calls), 20);
        });
      }),
  );
  assert.ok(true);
});
