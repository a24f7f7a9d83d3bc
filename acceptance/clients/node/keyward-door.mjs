// The Node door of the scenarios: fromKeyward under SDK v3, one JSON line. The identity is printed as a log would print it.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { explain, fromKeyward } from 'keyward';

const profile = process.argv[2];
const options = profile === undefined ? undefined : { profile };
const credentials = fromKeyward(options);
const sts = new STSClient({ credentials, region: process.env.AWS_REGION ?? 'us-east-1' });
try {
  const { Arn: arn } = await sts.send(new GetCallerIdentityCommand({}));
  const identity = await credentials();
  console.error(identity, await explain(options));
  console.log(JSON.stringify({ arn, expiration: identity.expiration }));
} catch (error) {
  console.error(error);
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
