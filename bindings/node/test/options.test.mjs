// What a program may pass, and how each mistake is named: always a KeywardError, never ignored.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeywardError, explain, fromKeyward } from 'keyward';

process.env.HOME = '/nonexistent';
process.env.KEYWARD_HOME = '/nonexistent/keyward';
process.env.AWS_EC2_METADATA_DISABLED = 'true';

const ROLE = 'arn:aws:iam::123456789012:role/app';
const role = (more) => ({ params: { RoleArn: ROLE, ...more } });
const cyclic = [];
cyclic.push(cyclic);

const INVALID = {
  'no object': 'p',
  'an array': ['p'],
  'nothing at all': null,
  'a number for a profile': { profile: 5 },
  'a number for an account': { accountId: 123456789012 },
  'an account of eleven digits': { accountId: '12345678901' },
  'clientConfig as text': { clientConfig: 'eu-west-1' },
  'clientConfig as an array': { clientConfig: ['eu-west-1'] },
  'a number for a region': { clientConfig: { region: 5 } },
  'a promise for a region': { clientConfig: { region: Promise.resolve('eu-west-1') } },
  'a region that would change the host': { clientConfig: { region: 'evil.example/' } },
  'params as an array': { params: [] },
  'a negative duration': role({ DurationSeconds: -1 }),
  'a duration beyond 32 bits': role({ DurationSeconds: 4_294_968_196 }),
  'a fraction of a second': role({ DurationSeconds: 900.9 }),
  'a duration as text': role({ DurationSeconds: '900' }),
  'a duration too short': role({ DurationSeconds: 899 }),
  'a duration that is no number': role({ DurationSeconds: Number.NaN }),
  'tags as an object': role({ Tags: { team: 'shop' } }),
  'a tag as text': role({ Tags: ['team'] }),
  'a tag without a value': role({ Tags: [{ Key: 'team' }] }),
  'a tag in lower case': role({ Tags: [{ key: 'team', value: 'shop' }] }),
  'a tag that holds itself': role({ Tags: cyclic }),
  'policies as text': role({ PolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
  'an empty policy': role({ PolicyArns: [{}] }),
  'a hole in an array': role({ TransitiveTagKeys: [, 'team'] }),
  'a code for a provider of codes': { mfaCodeProvider: '123456' },
  'a number for a device': { mfaSerial: 123 },
  'a function': role({ ExternalId: () => 'x' }),
  'a symbol': role({ RoleSessionName: Symbol('x') }),
  'a name of every object': role({ toString: 'x' }),
};
const NOT_SUPPORTED = {
  'an endpoint for STS': { clientConfig: { endpoint: 'http://127.0.0.1:4566' } },
  'a region beside an endpoint': { clientConfig: { region: 'eu-west-1', endpoint: 'x' } },
  'a code in the program': role({ TokenCode: '123456' }),
};

for (const [code, cases] of Object.entries({ invalid_argument: INVALID, not_supported: NOT_SUPPORTED })) {
  for (const [name, options] of Object.entries(cases)) {
    test(`refused: ${name}`, async () => {
      assert.throws(() => fromKeyward(options), (error) => isRefusal(error, code));
      await assert.rejects(explain(options), (error) => isRefusal(error, code));
    });
  }
}

test('what a region function gives is checked at the call', async () => {
  for (const region of [() => 5, async () => '', () => 'a/b', () => { throw new Error('no'); }]) {
    const provider = fromKeyward({ profile: 'p', clientConfig: { region } });
    await assert.rejects(provider(), (error) => isRefusal(error, 'invalid_argument'));
  }
});

test('a provider rejects, and never throws', async () => {
  const asked = fromKeyward()({ callerClientConfig: { profile: 5 } });
  await assert.rejects(asked, (error) => isRefusal(error, 'invalid_argument'));
});

test('what fits is taken, and later changes do not reach it', async () => {
  const params = {
    RoleArn: ROLE,
    RoleSessionName: undefined,
    DurationSeconds: 43_200,
    Tags: [{ Key: 'team', Value: '' }],
    PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    TransitiveTagKeys: ['team'],
  };
  process.env.AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  delete process.env.AWS_PROFILE;
  const asked = explain({ params, clientConfig: { region: 'eu-west-1', logger: console }, resolve: false });
  params.Tags[0].Key = 'changed';
  const { plan } = await asked;
  assert.equal(plan.steps.at(-1).duration_seconds, 43_200);
  assert.deepEqual(plan.steps.at(-1).tags, [['team', '']]);
  assert.equal(plan.settings.region.value, 'eu-west-1');
});

function isRefusal(error, code) {
  assert.ok(error instanceof KeywardError, String(error));
  assert.equal(error.code, code);
  assert.equal(error.tryNextLink, false);
  assert.ok(error.hint, `no hint: ${error.message}`);
  return true;
}
