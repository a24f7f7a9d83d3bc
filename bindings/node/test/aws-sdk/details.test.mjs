// Settings and tools that programs use beside the operations.
import assert from 'node:assert/strict';
import { createServer, Agent } from 'node:http';
import { after, before, test } from 'node:test';
import { facade, same, sandbox, seen, skip, v2 } from './support.mjs';

let box;
before(async () => {
  if (!skip) box = await sandbox();
});
after(() => box?.stop());

/** A server that notes what it is asked, and answers with `answer`. */
async function noting(answer, work) {
  const asked = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part) => (body += part));
    request.on('end', () => {
      asked.push({ method: request.method, url: request.url, headers: request.headers, body });
      const { status = 200, headers = {}, text = '' } = typeof answer === 'function' ? answer(request, asked.length) : answer;
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const result = await work(`http://127.0.0.1:${server.address().port}`);
    return { asked, result };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const base = (endpoint) => ({ endpoint, region: 'us-east-1', credentials: new v2.Credentials(KEYS), maxRetries: 0 });

test('JSON: bytes, numbers and times, in and out', { skip }, async () => {
  const item = { bytes: { B: 'aGk=' }, n: { N: '1.5' }, list: { L: [{ S: 'x' }, { B: 'aGk=' }] }, none: { NULL: true } };
  const text = JSON.stringify({ Item: item, ConsumedCapacity: { TableName: 't', CapacityUnits: 0.5 } });
  await same(async (AWS) => {
    const { asked, result } = await noting({ text, headers: { 'content-type': 'application/x-amz-json-1.0' } }, async (endpoint) => {
      const dynamo = new AWS.DynamoDB(base(endpoint));
      const data = await dynamo.getItem({ TableName: 't', Key: { id: { B: 'text' }, other: { B: Buffer.from('bytes') }, third: { B: new Uint8Array([1, 2]) } } }).promise();
      assert.ok(Buffer.isBuffer(data.Item.bytes.B) && Buffer.isBuffer(data.Item.list.L[1].B));
      return data;
    });
    return { body: JSON.parse(asked[0].body), target: asked[0].headers['x-amz-target'], result };
  });
});

test('times may be written in three ways', { skip }, async () => {
  const at = 1_700_000_000;
  await same(async (AWS) => {
    const { asked } = await noting({ text: '<x/>' }, async (endpoint) => {
      const ec2 = new AWS.EC2(base(endpoint));
      for (const StartTime of [new Date(at * 1000), at, new Date(at * 1000).toISOString()]) {
        await ec2.describeSpotPriceHistory({ StartTime }).promise();
      }
    });
    return asked.map(({ body }) => decodeURIComponent(/StartTime=([^&]*)/.exec(body)[1]).replace('.000', ''));
  });
});

test('empty elements and lists of XML', { skip }, async () => {
  const text = '<DescribeInstancesResponse><requestId>r</requestId><reservationSet><item><reservationId>r-1</reservationId><instancesSet><item><instanceId>i-1</instanceId><keyName/><tagSet/><privateDnsName></privateDnsName></item></instancesSet></item></reservationSet></DescribeInstancesResponse>';
  const { result: ours } = await noting({ text }, (endpoint) => new facade.EC2(base(endpoint)).describeInstances().promise());
  const { result: theirs } = await noting({ text }, (endpoint) => new v2.EC2(base(endpoint)).describeInstances().promise());
  assert.deepEqual(known(ours, theirs), JSON.parse(JSON.stringify(theirs)));
});

// EC2 has members that SDK v2's models have not: they may be there, and empty.
function known(ours, theirs) {
  if (Array.isArray(theirs)) return ours.map((one, at) => known(one, theirs[at]));
  if (theirs === null || typeof theirs !== 'object') return ours;
  for (const name of Object.keys(ours)) if (!(name in theirs)) assert.deepEqual(ours[name], [], name);
  return Object.fromEntries(Object.keys(theirs).map((name) => [name, known(ours[name], theirs[name])]));
}

test('errors of JSON services, their other fields, and answers that are none', { skip }, async () => {
  const answers = [
    { status: 400, text: '{"__type":"com.amazonaws#TransactionCanceledException","message":"no","CancellationReasons":[1]}' },
    { status: 400, text: '{"__type":"ValidationException","Message":"no"}', headers: { 'x-amzn-requestid': 'id' } },
    { status: 413, text: '{"__type":"RequestEntityTooLarge"}' },
    { status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException:http://x' } },
    { status: 418, text: 'I am a teapot' },
    { status: 400, text: '{}' },
  ];
  for (const answer of answers) {
    await same(async (AWS) => {
      const { result } = await noting(answer, (endpoint) => new AWS.DynamoDB(base(endpoint)).listTables().promise().catch((err) => err));
      return { ...seen(result), reasons: result.CancellationReasons, keys: Object.keys(result).sort() };
    });
  }
});

test('errors of XML services that are no errors', { skip }, async () => {
  const answers = [
    { status: 403, text: '' },
    { status: 403, text: 'not XML' },
    { status: 400, text: '<ErrorResponse><Error><Code>A&amp;B</Code><Message>1 &lt; 2</Message></Error><RequestId>x</RequestId></ErrorResponse>' },
    { status: 302, headers: { location: '' } },
  ];
  for (const answer of answers) {
    await same(async (AWS) => {
      const { result } = await noting(answer, (endpoint) => new AWS.IAM(base(endpoint)).listUsers().promise().catch((err) => err));
      return { code: String(result.code), message: result.message, status: result.statusCode, retryable: result.retryable };
    });
  }
});

test('a clock that is wrong: systemClockOffset, and correctClockSkew', { skip }, async () => {
  await same(async (AWS) => {
    const config = { ...box.config, systemClockOffset: 3_600_000, retryDelayOptions: { base: 1 } };
    const { code } = await new AWS.STS(config).getCallerIdentity().promise().catch((err) => err);
    const sts = new AWS.STS({ ...config, correctClockSkew: true, maxRetries: 2 });
    const { Account } = await sts.getCallerIdentity().promise();
    return { code, Account, corrected: Math.abs(sts.config.systemClockOffset) < 60_000 };
  });
});

test('a logger', { skip }, async () => {
  await same(async (AWS) => {
    const lines = [];
    const logger = { log: (line) => lines.push(line) };
    await new AWS.STS({ ...box.config, logger }).getCallerIdentity({}).promise();
    await new AWS.SSM({ ...box.config, logger: { write: (line) => lines.push(line) } }).putParameter({ Name: 'n', Value: 'secret', Type: 'String', Overwrite: true }).promise();
    return lines.map((line) => line.replace(/[\d.]+s /, 'TIMEs '));
  });
});

test('an agent and a proxy', { skip }, async () => {
  await same(async (AWS) => {
    let sockets = 0;
    const agent = new (class extends Agent {
      createConnection(...given) {
        sockets += 1;
        return super.createConnection(...given);
      }
    })();
    await new AWS.STS({ ...box.config, httpOptions: { agent } }).getCallerIdentity().promise();
    const { asked } = await noting({ text: '<x/>' }, (proxy) =>
      new AWS.SNS({ ...base('http://sns.example.com'), httpOptions: { proxy } }).listTopics().promise(),
    );
    return { sockets, urls: asked.map(({ method, url, headers }) => [method, url, headers.host]) };
  });
});

test('a request that a program signs itself', { skip }, async () => {
  await same(async (AWS) => {
    const request = new AWS.HttpRequest(new AWS.Endpoint(box.endpoint), 'us-east-1');
    Object.assign(request, { method: 'GET', path: '/?Action=GetCallerIdentity&Version=2011-06-15' });
    request.headers.Host = new URL(box.endpoint).host;
    new AWS.Signers.V4(request, 'sts').addAuthorization(new AWS.Credentials(box.config.credentials), new Date());
    return new Promise((resolve, reject) => {
      new AWS.HttpClient().handleRequest(request, null, (response) => {
        let text = '';
        response.on('data', (part) => (text += part)).on('end', () => resolve([response.statusCode, text.includes('user/admin')]));
      }, reject);
    });
  });
});

test('a URL of a request', { skip }, async () => {
  await same(async (AWS) => {
    const url = await new Promise((resolve, reject) => {
      new AWS.STS(box.config).getCallerIdentity().presign(60, (err, made) => (err ? reject(err) : resolve(made)));
    });
    const answer = await fetch(url);
    return { status: answer.status, names: [...new URL(url).searchParams.keys()].sort(), who: (await answer.text()).includes('user/admin') };
  });
});

test('the tools of AWS.util', { skip }, async () => {
  await same((AWS) => {
    const { util } = AWS;
    const err = util.error(new Error('inner'), { code: 'Outer', message: 'outer', statusCode: 400 });
    return {
      error: { ...err, time: undefined, name: err.name },
      text: util.error(new Error(), 'only text').message,
      copy: util.copy({ a: 1 }),
      merge: util.merge({ a: 1, b: 1 }, { b: 2 }),
      types: [util.isType(new Date(), 'Date'), util.isType([], Array), util.typeName(Map), util.isEmpty({}), util.isEmpty({ a: 1 })],
      uri: [util.uriEscape("a b/c!'()*"), util.uriEscapePath('a b/c'), util.queryParamsToString({ b: 'x y', a: ['2', '1'], c: '' })],
      dates: [util.date.iso8601(new Date(0)), util.date.rfc822(new Date(0)), util.date.unixTimestamp(new Date(0)), util.date.format(0, 'iso8601')],
      string: [util.string.byteLength('ü'), util.string.lowerFirst('AbC'), util.string.upperFirst('abC')],
      crypto: [util.crypto.md5('a', 'hex'), util.crypto.sha256('a', 'hex'), util.crypto.hmac('k', 's', 'hex'), util.base64.encode('hi')],
      ini: util.ini.parse('[a]\nx = 1 ; not this\n# nor this\n[profile b]\n y=2=3\n'),
    };
  });
});

test('an operation that nobody knows, and what is not covered', { skip }, async () => {
  assert.throws(() => new facade.STS(box.config).makeRequest('doesNotExist', {}), /no operation doesNotExist/);
  const s3 = new facade.S3(box.config);
  const select = { Bucket: 'b', Key: 'k', Expression: 's', ExpressionType: 'SQL', InputSerialization: {}, OutputSerialization: {} };
  await assert.rejects(s3.selectObjectContent(select).promise(), /not covered/);
  assert.throws(() => facade.DynamoDB.Converter, { code: 'not_supported' });
  assert.throws(() => new facade.RDS.Signer({}), /AWS\.RDS\.Signer is not covered/);
});

test('convertResponseTypes: false gives what JSON says', { skip }, async () => {
  await same(async (AWS) => {
    const { result } = await noting({ text: '{"Table":{"CreationDateTime":1700000000,"More":1}}' }, (endpoint) =>
      new AWS.DynamoDB({ ...base(endpoint), convertResponseTypes: false }).describeTable({ TableName: 'table' }).promise(),
    );
    return result;
  });
});
